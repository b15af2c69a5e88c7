/** How members share partitions: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import { everywhere, type Story, story, storyFolder } from '../../../support/story.ts';
import { lossesOf, verdictsOn } from '../losses.ts';
import { type Act, latest, reading, scaling, twoGroups } from '../stories.ts';

describe('group.*-share', () => {
  test('two members that share 3 + 1', () => {
    const verdict = verdictsOn(scaling({ shareInTwo: [[0, 1, 2], [3]] })).get('group.two-members-share');
    expect(verdict).toMatchObject({ status: 'failed', actual: 'consumer 1: P0 P1 P2; consumer 2: P3' });
  });

  test('a member that is gone is named, with the place where its end came from', () => {
    const told = story('scaling')
      .topic()
      .started('consumer-1')
      .assigned('consumer-1', [0, 1, 2, 3])
      .positioned('consumer-1', ...everywhere('0'))
      .marked('one-member')
      .started('consumer-2')
      .line('consumer-2', 'TypeError: x is undefined', 'stderr')
      .line('consumer-2', `    at run (${storyFolder}/consumer.ts:7:3)`, 'stderr')
      .exited('consumer-2', { code: 1 })
      .marked('two-members-given-up')
      .ended();
    expect(verdictsOn(told).get('group.two-members-share')).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(
        /consumer 2: ended; consumer 2 is gone: it ended by itself with code 1: TypeError: x is undefined \(consumer\.ts:7:3\)\.$/,
      ),
      location: { file: 'consumer.ts', line: 7, column: 3 },
    });
  });

  test('two owners of one partition in one generation', () => {
    const losses = lossesOf(
      scaling({
        shareInTwo: [
          [0, 1, 2],
          [2, 3],
        ],
      }),
    );
    expect(losses).toMatchObject({ 'group.two-members-share': 'failed', 'group.no-double-processing': 'failed' });
  });
});

describe('group.fifth-member-idles', () => {
  test('may print an order from before, late', () => {
    expect(
      lossesOf(scaling({ whileIdle: (told) => told.prints('consumer-5', 'P0:0') }))['group.fifth-member-idles'],
    ).toBeUndefined();
  });

  test('must not print an order produced since', () => {
    expect(
      lossesOf(scaling({ whileIdle: (told) => told.prints('consumer-5', 'P0:1') }))['group.fifth-member-idles'],
    ).toBe('failed');
  });

  test('may print what a Fetch that it still had open brought', () => {
    const whileIdle: Act = (told) => told.prints('consumer-5', 'P0:1').marked('idle-member-watched');
    expect(lossesOf(scaling({ whileIdle }))['group.fifth-member-idles']).toBeUndefined();
  });

  test('may print it once it has been given the partition', () => {
    const takeOver: Act = (told) => told.prints('consumer-5', 'P0:1', 'P0:2');
    expect(lossesOf(scaling({ takeOver }))['group.fifth-member-idles']).toBeUndefined();
  });

  test('must stay up', () => {
    const stop: Act = (told) => {
      for (const process of ['consumer-2', 'consumer-3', 'consumer-4']) told.stopsInOrder(process);
    };
    const gone = scaling({ whileIdle: (told) => told.exited('consumer-5'), takeOver: () => {}, stop });
    expect(lossesOf(gone)['group.fifth-member-idles']).toBe('failed');
  });
});

describe('group.idle-member-takes-over', () => {
  test('gets nothing', () => {
    expect(lossesOf(scaling({ takenOver: [], takeOver: (told) => told.prints('consumer-4', 'P0:2') }))).toEqual({
      'group.idle-member-takes-over': 'failed',
    });
  });

  test('prints nothing new of what it got', () => {
    expect(
      lossesOf(scaling({ takeOver: (told) => told.prints('consumer-5', 'P0:0') }))['group.idle-member-takes-over'],
    ).toBe('failed');
  });
});

describe('group.no-double-processing', () => {
  const doubled = (afterTwo: Act) => lossesOf(scaling({ afterTwo }))['group.no-double-processing'];

  test('an order printed again although it was committed before the handover', () => {
    expect(doubled((told) => told.prints('consumer-2', 'P2:0'))).toBe('failed');
  });

  test('an order printed again that the commits did not cover is excused by the handover', () => {
    const uncommitted: Act = (told) =>
      told.records('P3:1').prints('consumer-1', 'P3:1').prints('consumer-2', 'P3:1').committed('consumer-2', 'P3:2');
    expect(lossesOf(scaling({ afterTwo: uncommitted }))['group.no-double-processing']).toBeUndefined();
  });

  test('a commit that a seek has moved back excuses nothing', () => {
    const beforeTwo: Act = (told) => told.committed('consumer-1', 'P2:0', 'P3:0');
    const afterTwo: Act = (told) => told.prints('consumer-2', 'P2:0');
    expect(lossesOf(scaling({ beforeTwo, afterTwo }))).toEqual({ 'group.no-double-processing': 'failed' });
  });

  test('an order printed by a member that never owned its partition', () => {
    expect(doubled((told) => told.records('P0:1').prints('consumer-1', 'P0:1').prints('consumer-2', 'P0:1'))).toBe(
      'failed',
    );
  });
});

describe('group.no-loss-while-rebalancing', () => {
  test('an order that nobody printed', () => {
    expect(lossesOf(scaling({ afterTwo: (told) => told.records('P2:9') }))).toEqual({
      'group.no-loss-while-rebalancing': 'failed',
    });
  });

  test('a member that did not stop in order proves nothing', () => {
    const stop: Act = (told) => {
      for (const process of ['consumer-2', 'consumer-3', 'consumer-4', 'consumer-5']) {
        told.signalled(process).exited(process, { signal: 'SIGTERM', asked: true });
      }
    };
    const leaves: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true });
    const losses = lossesOf(scaling({ afterTwo: (told) => told.records('P2:9'), stop }), reading({ stop: leaves }));
    expect(losses).toMatchObject({
      'group.no-loss-while-rebalancing': 'skipped by shutdown.leaves-group',
      'shutdown.leaves-group': 'failed',
    });
  });
});

describe('group.groups-are-independent', () => {
  const lossOf = (...stories: Story[]) => lossesOf(...stories)['group.groups-are-independent'];

  test('the second group is left without what the first one printed', () => {
    const print: Act = (told) => told.fetched('consumer-2', ...everywhere('0-1'));
    expect(lossesOf(twoGroups({ print }))).toEqual({ 'group.groups-are-independent': 'failed' });
  });

  test('the second group goes on where the first one is', () => {
    const acts = {
      begin: (told) => told.positioned('consumer-2', ...everywhere('1')),
      print: (told) => told.prints('consumer-2', ...everywhere('1')),
    } satisfies Partial<Record<string, Act>>;
    expect(verdictsOn(twoGroups(acts)).get('group.groups-are-independent')).toMatchObject({
      status: 'failed',
      proof: 'seen',
    });
  });

  test('what is left out elsewhere, too, is no matter of groups', () => {
    const print: Act = (told) => told.prints('consumer-2', 'P0:0-1', 'P1:0-1', 'P2:0-1', 'P3:0');
    const leavesOut: Act = (told) => told.fetched('consumer-1', ...everywhere('2-3')).prints('consumer-1', 'P0:2-3');
    expect(lossOf(twoGroups({ print }), latest({ print: leavesOut }))).toBeUndefined();
  });

  test('a consumer that begins at the end in every group is asked for what came after that', () => {
    const atTheEnd = reading({
      begin: (told) => told.positioned('consumer-1', ...everywhere('2')),
      print: (told) => told.prints('consumer-1', ...everywhere('2')),
    });
    const acts = {
      begin: (told) => told.positioned('consumer-2', ...everywhere('1')),
      print: (told) => told.prints('consumer-2', ...everywhere('1')),
    } satisfies Partial<Record<string, Act>>;
    expect(lossOf(atTheEnd, twoGroups(acts))).toBeUndefined();
  });
});
