/** Where a consumer begins, and what it commits: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import { everywhere, type Story } from '../../../support/story.ts';
import { lossesOf, verdictsOn } from '../losses.ts';
import { type Act, committed, crash, latest, reading } from '../stories.ts';

describe('offsets.latest-skips-history', () => {
  test('an order produced once it fetched everywhere is missing', () => {
    const print: Act = (told) =>
      told.fetched('consumer-1', ...everywhere('2-3')).prints('consumer-1', ...everywhere('3'));
    expect(lossesOf(latest({ print }))).toMatchObject({ 'consume.prints-every-value': 'failed' });
    expect(lossesOf(latest({ print }))['offsets.earliest-reads-history']).toBeUndefined();
  });

  test('a consumer that never fetched everywhere does not pass', () => {
    const begin: Act = (told) => told.positioned('consumer-1', 'P0:2').gaveUp();
    expect(verdictsOn(latest({ begin, print: () => {} })).get('offsets.latest-skips-history')).toMatchObject({
      status: 'skipped',
      blockedBy: 'consume.prints-every-value',
    });
  });
});

describe('offsets.earliest-reads-history', () => {
  test('a new group that begins at the end', () => {
    const begin: Act = (told) => told.positioned('consumer-1', ...everywhere('2'));
    const losses = lossesOf(reading({ begin, print: (told) => told.prints('consumer-1', ...everywhere('2')) }));
    expect(losses).toMatchObject({ 'offsets.earliest-reads-history': 'failed' });
    expect(losses['consume.prints-every-value']).toBeUndefined();
  });
});

describe('offsets.commits-progress', () => {
  const withOffsets = (...offsets: (number | null)[]) => lossesOf(reading({ offsets }))['offsets.commits-progress'];

  test.each([
    ['one too low', [2, 3, 3, 3]],
    ['none', [3, null, 3, 3]],
    ['beyond the end of the log', [3, 3, 4, 3]],
  ])('%s', (_what, offsets) => {
    expect(withOffsets(...offsets)).toBe('failed');
  });

  /** Offsets 3 to 5 of P0 are control records; the next order stands at 6, and was produced too late to be printed. */
  const withGap = (offset: number) =>
    lossesOf(
      reading({
        print: (told) => told.prints('consumer-1', ...everywhere('0-2')),
        stop: (told) =>
          told.signalled('consumer-1').records('P0:6').left('consumer-1').exited('consumer-1', { asked: true }),
        offsets: [offset, 3, 3, 3],
        beginAgain: (told) => told.positioned('consumer-2', 'P0:6', 'P1:3', 'P2:3', 'P3:3'),
        printAgain: (told) => told.prints('consumer-2', 'P0:6', ...everywhere('3')),
      }),
    )['offsets.commits-progress'];

  test('anything from the last print + 1 up to the next order is right: control records leave gaps', () => {
    expect([withGap(3), withGap(4), withGap(6)]).toEqual([undefined, undefined, undefined]);
    expect([withGap(2), withGap(7)]).toEqual(['failed', 'failed']);
  });

  test('a commit that is behind is no fault of a consumer that could not stop in order', () => {
    const stop: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true });
    expect(lossesOf(reading({ stop, offsets: [2, 2, 2, 2] }))).toEqual({
      'shutdown.leaves-group': 'failed',
      'offsets.commits-progress': 'skipped by shutdown.leaves-group',
    });
  });

  test('a commit that is ahead is one all the same', () => {
    const stop: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true });
    expect(lossesOf(reading({ stop, offsets: [9, 3, 3, 3] }))['offsets.commits-progress']).toBe('failed');
  });
});

describe('offsets.resumes-after-stop', () => {
  test('old orders again after an orderly stop', () => {
    const losses = lossesOf(reading({ printAgain: (told) => told.prints('consumer-2', ...everywhere('2-3')) }));
    expect(losses).toEqual({ 'offsets.resumes-after-stop': 'failed' });
  });

  test('old orders again where it could not stop in order', () => {
    const stop: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { code: 0, asked: true });
    const losses = lossesOf(reading({ stop, printAgain: (told) => told.prints('consumer-2', ...everywhere('2-3')) }));
    expect(losses).toEqual({
      'shutdown.leaves-group': 'failed',
      'offsets.resumes-after-stop': 'skipped by shutdown.leaves-group',
    });
  });

  test('new orders passed over', () => {
    const losses = lossesOf(
      reading({ beginAgain: (told) => told.positioned('consumer-2', ...everywhere('4')), printAgain: () => {} }),
    );
    expect(losses).toEqual({ 'offsets.resumes-after-stop': 'failed' });
  });
});

describe('offsets.commit-beats-reset', () => {
  const lossOf = (...stories: Story[]) => lossesOf(...stories)['offsets.commit-beats-reset'];

  test.each([
    ['at the beginning', { beginEarliest: (told) => told.positioned('consumer-2', ...everywhere('0')) }],
    ['at the end', { beginLatest: (told) => told.positioned('consumer-1', ...everywhere('4')), printLatest: () => {} }],
    ['one record further', { beginLatest: (told) => told.positioned('consumer-1', 'P0:2', 'P1:2', 'P2:3', 'P3:2') }],
    [
      'at the commit, and back to the beginning',
      { printLatest: (told) => told.prints('consumer-1', ...everywhere('0-3')) },
    ],
  ] satisfies [string, Parameters<typeof committed>[0]][])('a group with commits that begins %s', (_where, acts) => {
    expect(lossesOf(committed(acts))).toEqual({ 'offsets.commit-beats-reset': 'failed' });
  });

  test('says where it began, where it should have, and with which policy', () => {
    const beginEarliest: Act = (told) => told.positioned('consumer-2', ...everywhere('0'));
    expect(verdictsOn(committed({ beginEarliest })).get('offsets.commit-beats-reset')).toMatchObject({
      reason: expect.stringMatching(/^Consumer 2 .* earliest began to read at P0:0, although offset 6/),
      expected: 'P0:6, P1:6, P2:6, P3:6',
      actual: 'P0:0, P1:0, P2:0, P3:0',
    });
  });

  test('the record at the commit is never printed', () => {
    const printEarliest: Act = (told) =>
      told.fetched('consumer-2', ...everywhere('6-7')).prints('consumer-2', 'P0:7', 'P1:6-7', 'P2:6-7', 'P3:6-7');
    expect(lossOf(committed({ printEarliest }))).toBe('failed');
  });

  test('a consumer that leaves out records elsewhere, too, is not asked for that one', () => {
    const printEarliest: Act = (told) => told.prints('consumer-2', 'P0:7', 'P1:6-7', 'P2:6-7', 'P3:6-7');
    const print: Act = (told) => told.fetched('consumer-1', ...everywhere('2-3')).prints('consumer-1', 'P0:2-3');
    expect(lossOf(committed({ printEarliest }), latest({ print }))).toBeUndefined();
  });

  test('a record after the commit that is not printed is another check’s business', () => {
    const printEarliest: Act = (told) => told.prints('consumer-2', 'P0:6', 'P1:6-7', 'P2:6-7', 'P3:6-7');
    expect(lossOf(committed({ printEarliest }))).toBeUndefined();
  });
});

describe('offsets.nothing-lost-after-crash', () => {
  const lossOf = (...stories: Story[]) => lossesOf(...stories)['offsets.nothing-lost-after-crash'];
  const dies: Act = (told) =>
    told.signalled('consumer-1', 'SIGKILL').exited('consumer-1', { signal: 'SIGKILL', asked: true });

  test('a commit that was ahead of the prints', () => {
    const ahead = crash({
      crash: (told) => told.prints('consumer-1', 'P0:1-5').tell(dies).committed('consumer-1', 'P0:9'),
      beginAgain: (told) => told.positioned('consumer-2', 'P0:9', 'P1:0', 'P2:0', 'P3:0'),
      printAgain: (told) => told.prints('consumer-2', 'P1:0-8', 'P2:0-8', 'P3:0-8'),
    });
    expect(lossesOf(ahead)).toEqual({ 'offsets.nothing-lost-after-crash': 'failed' });
    expect(verdictsOn(ahead).get('offsets.nothing-lost-after-crash')).toMatchObject({
      proof: 'seen',
      reason: expect.stringMatching(
        /consumer 1 had committed P0:9, but had printed only up to P0:5: 3 orders are lost/,
      ),
    });
  });

  test('a commit that was ahead, but not accepted, loses nothing', () => {
    const refused = crash({
      crash: (told) => told.prints('consumer-1', 'P0:1-5').tell(dies).commitRefused('consumer-1', 'P0:9', 25),
      beginAgain: (told) => told.positioned('consumer-2', ...everywhere('1')),
      printAgain: (told) => told.prints('consumer-2', ...everywhere('1-8')),
    });
    expect(lossOf(refused)).toBeUndefined();
  });

  test('printing some again is allowed', () => {
    const again: Act = (told) => told.prints('consumer-2', ...everywhere('0-8'));
    expect(lossOf(crash({ printAgain: again }))).toBeUndefined();
  });

  test('a second run that begins at the end without a commit', () => {
    const beginAgain: Act = (told) => told.positioned('consumer-2', 'P0:9', 'P1:9', 'P2:9', 'P3:9');
    expect(lossOf(crash({ beginAgain, printAgain: () => {} }))).toBe('failed');
  });

  test('the same of a consumer that begins at the end in every group is that mistake’s business', () => {
    const begin: Act = (told) => told.positioned('consumer-1', ...everywhere('2'));
    const beginAgain: Act = (told) => told.positioned('consumer-2', 'P0:9', 'P1:9', 'P2:9', 'P3:9');
    const latestOnly = reading({ begin, print: (told) => told.prints('consumer-1', ...everywhere('2')) });
    expect(lossOf(latestOnly, crash({ beginAgain, printAgain: () => {} }))).toBe(
      'skipped by offsets.earliest-reads-history',
    );
  });

  test('an order that is still missing counts only where the machine was not starved', () => {
    const printAgain: Act = (told) => told.prints('consumer-2', 'P1:1-8', 'P2:1-8', 'P3:1-7');
    expect(lossOf(crash({ printAgain }))).toBe('failed');
    const starved: Act = (told) => told.tell(printAgain).gaveUp({ starved: true });
    expect(lossOf(crash({ printAgain: starved }))).toMatch(/^inconclusive/);
  });
});
