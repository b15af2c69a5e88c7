import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf } from '../../../src/evidence/history.ts';
import type { Observation } from '../../../src/evidence/observation.ts';
import { storiesOf } from '../../../src/report/story/stories.ts';
import type { Moment, Story as Told } from '../../../src/report/story/story.ts';
import { observationsOf, prelude, type Story, story } from '../../support/story.ts';
import { lifeIn, recorded, storiesFrom, toldFrom } from './telling.ts';

const inShort = ({ kind, says, seq }: Moment) => `#${seq} ${kind}: ${says}`;

describe('the stories of a grading', () => {
  test('are those of its scenarios in the order in which they began', () => {
    const observations = observationsOf(
      prelude().textRead('a.yaml', ''),
      story('reading').ended(),
      story('crash').topic(),
    );
    expect(storiesFrom(observations).map(({ scenario }) => scenario)).toEqual(['reading', 'crash']);
  });

  test('are of the last time where one was begun again, which has its place by when that was', () => {
    const first = story('reading').topic().started('consumer-1').marked('first');
    const again = story('reading').topic(2).started('consumer-9').marked('second').ended();
    const told = storiesFrom(observationsOf(first, story('crash').ended(), again));
    expect(told.map(({ scenario }) => scenario)).toEqual(['crash', 'reading']);
    const [, reading] = told;
    expect(reading?.lives.map(({ process }) => process)).toEqual(['consumer-9']);
    expect(reading?.steps.map(({ says }) => says)).toEqual([
      `makes the topic ${first.topicName} with 2 partitions`,
      'second',
    ]);
    expect(reading?.fromMs).toBeGreaterThan(60);
  });

  test('are those of scenarios that began, in that order, whatever the history was asked before', () => {
    const history = historyOf([]);
    for (const name of ['never', 'crash', 'reading']) history.scenario(name);
    for (const observation of observationsOf(story('reading'), story('crash'))) history.add(observation);
    expect(storiesOf(history, () => []).map(({ scenario }) => scenario)).toEqual(['reading', 'crash']);
  });

  test('do not tell of scenarios that were not played', () => {
    expect(storiesFrom(prelude().programUnavailable('consumer', 'It is missing.').observations)).toEqual([]);
  });
});

describe('a scenario', () => {
  test('lasts from what came after its beginning to its last observation', () => {
    expect(toldFrom(story('reading').after(900).topic().marked('one').ended())).toMatchObject({
      fromMs: 910,
      untilMs: 930,
    });
  });

  test('of which nothing came but its beginning lasted no time', () => {
    expect(toldFrom(story('reading'))).toMatchObject({ fromMs: 10, untilMs: 10, lives: [], steps: [], logs: [] });
  });

  test('says why it was broken off', () => {
    expect(toldFrom(story('reading').ended('The broker has stopped.')).aborted).toBe('The broker has stopped.');
    expect(toldFrom(story('reading').ended()).aborted).toBeNull();
  });

  test('has what the grader did as steps, and no more', () => {
    const told = story('reading').topic().records('P0:0').ordersGiven([]).offsetsSet(1, 2).started('consumer-1');
    told.marked('has-its-position').gaveUp().ended();
    told.saw(null, { source: 'group', type: 'evicted', group: told.group, memberId: 'm-1' });
    expect(toldFrom(told).steps.map(({ kind, seq }) => `#${seq} ${kind}`)).toEqual([
      '#2 step',
      '#4 step',
      '#5 step',
      '#7 marked',
      '#8 trouble',
      '#10 step',
    ]);
  });
});

describe('the life of a process', () => {
  const lived = () => story('reading').topic().started('consumer-1', { group: 'mine' });

  test('has its role, its group and when it began', () => {
    expect(lifeIn(toldFrom(lived()))).toMatchObject({
      process: 'consumer-1',
      role: 'consumer',
      group: 'mine',
      startedMs: 30,
      startedSeq: 3,
      exit: null,
    });
  });

  test('has its end where it has ended', () => {
    const stopped = lifeIn(toldFrom(lived().exited('consumer-1', { asked: true }).ended()));
    expect(stopped.exit).toEqual({ atMs: 40, seq: 4, how: 'with exit code 0', asked: true });
    const crashed = lifeIn(toldFrom(lived().exited('consumer-1', { signal: 'SIGSEGV' })));
    expect(crashed.exit).toMatchObject({ how: 'by SIGSEGV', asked: false });
  });

  test('has its moments in words, but for what it printed, was sent and asked on the way', () => {
    const told = lived()
      .connected('consumer-1')
      .joinAsked('consumer-1')
      .joined('consumer-1')
      .assigned('consumer-1', [0])
      .committedOffsetRead('consumer-1', 'P0:2')
      .positioned('consumer-1', 'P0:2')
      .fetched('consumer-1', 'P0:2-3')
      .prints('consumer-1', 'P0:2')
      .committed('consumer-1', 'P0:3')
      .commitRefused('consumer-1', 'P0:4', 27)
      .heartbeatRefused('consumer-1', 27)
      .epochRaised('consumer-1', 2)
      .assigned('consumer-1', [], { error: 25 })
      .stopsInOrder('consumer-1');
    expect(lifeIn(toldFrom(told)).moments.map(inShort)).toEqual([
      '#3 started: started consumer.ts as process 100',
      `#5 joining: asked to join ${told.group}`,
      '#7 assigned: was assigned P0 in generation 1',
      '#9 positioned: began to fetch P0 at 2',
      '#13 committed: committed P0 at 3',
      '#15 trouble: could not commit P0 at 4: REBALANCE_IN_PROGRESS',
      '#16 joining: was told by a heartbeat: REBALANCE_IN_PROGRESS',
      '#17 joining: moved to epoch 2',
      '#18 trouble: was assigned nothing: UNKNOWN_MEMBER_ID',
      '#19 signalled: was sent SIGTERM',
      `#20 left: left ${told.group}`,
      '#21 exited: ended with exit code 0',
    ]);
  });

  test('has what it sent, and what it did wrong', () => {
    const told = lived()
      .produced('consumer-1', 'P0:0')
      .produced('consumer-1', 'P0:0', { error: 10 })
      .saw('consumer-1', { source: 'process', type: 'flooded', stream: 'stdout', limitBytes: 5 })
      .saw('consumer-1', { source: 'wire', type: 'connected-elsewhere', address: '127.0.0.1:9092' })
      .saw('consumer-1', { source: 'wire', type: 'held-back' });
    expect(lifeIn(toldFrom(told)).moments.map(({ kind }) => kind)).toEqual([
      'started',
      'produced',
      'trouble',
      'trouble',
      'trouble',
      'trouble',
    ]);
  });
});

/** Whatever comes in whatever order, some of it twice, some after the end. */
const anyChapter: fc.Arbitrary<(told: Story) => Story> = fc
  .record({
    process: fc.constantFrom('consumer-1', 'consumer-2'),
    partition: fc.nat(3),
    error: fc.constantFrom(25, 27),
  })
  .chain(({ process, partition, error }) =>
    fc.constantFrom<((told: Story) => Story)[]>(
      (told) => told.started(process),
      (told) => told.joinAsked(process),
      (told) => told.joined(process),
      (told) => told.assigned(process, [partition]),
      (told) => told.assigned(process, []),
      (told) => told.assigned(process, [], { error }),
      (told) => told.heartbeatRefused(process, error),
      (told) => told.epochRaised(process, 2),
      (told) => told.positioned(process, `P${partition}:0`),
      (told) => told.prints(process, `P${partition}:0`),
      (told) => told.committed(process, `P${partition}:1`),
      (told) => told.commitRefused(process, `P${partition}:1`, error),
      (told) => told.left(process),
      (told) => told.left(process, { error: 16 }),
      (told) => told.exited(process),
      (told) => told.marked('later').after(500),
    ),
  );

const anyObservations = fc.array(anyChapter, { maxLength: 40 }).map((chapters) => {
  const told = story('scaling').topic().records('P0:0', 'P1:0', 'P2:0', 'P3:0');
  for (const chapter of chapters) told.tell(chapter);
  return told.observations;
});

describe('whatever happens', () => {
  const judge = (observations: readonly Observation[]) => {
    const times = new Map(observations.map(({ seq, atMs }) => [seq, atMs]));
    for (const told of storiesFrom(observations)) {
      for (const { fromSeq, untilSeq, fromMs, untilMs } of stretchesIn(told)) {
        expect([times.get(fromSeq), times.get(untilSeq)]).toEqual([fromMs, untilMs]);
        expect(fromMs).toBeGreaterThanOrEqual(told.fromMs);
        expect(untilMs).toBeGreaterThanOrEqual(fromMs);
        expect(told.untilMs).toBeGreaterThanOrEqual(untilMs);
      }
      for (const { seq, atMs } of instantsIn(told)) expect(times.get(seq)).toBe(atMs);
      const records = told.logs.flatMap(({ partitions }) => partitions.flatMap((partition) => partition.records));
      for (const { seq, atMs } of records) expect(times.get(seq)).toBeGreaterThanOrEqual(atMs);
    }
  };

  test('each stretch lies within its story, and all that is told of is in the journal', () => {
    fc.assert(fc.property(anyObservations, judge));
  });

  test.each(['reference', 'static-member'] as const)('so it is in the grading of %s', (name) => {
    const observations = recorded(name);
    judge(observations);
    expect(storiesFrom(observations).flatMap(stretchesIn).length).toBeGreaterThan(40);
  });

  test('a partition is owned once at a time by one process', () => {
    fc.assert(
      fc.property(anyObservations, (observations) => {
        for (const { owned } of storiesFrom(observations).flatMap(({ lives }) => lives)) {
          for (const one of owned) {
            const others = owned.filter((other) => other !== one && other.partition === one.partition);
            expect(others.filter(({ fromSeq, untilSeq }) => fromSeq < one.untilSeq && one.fromSeq < untilSeq)).toEqual(
              [],
            );
          }
        }
      }),
    );
  });

  test('nobody idles who owns something', () => {
    fc.assert(
      fc.property(anyObservations, (observations) => {
        for (const { owned, idle } of storiesFrom(observations).flatMap(({ lives }) => lives)) {
          for (const { fromSeq, untilSeq } of idle) {
            expect(owned.filter((one) => one.fromSeq < untilSeq && fromSeq < one.untilSeq)).toEqual([]);
          }
        }
      }),
    );
  });
});

function stretchesIn({ lives }: Told) {
  return lives.flatMap(({ owned, rebalances, idle }) => [...owned, ...rebalances, ...idle]);
}

function instantsIn({ lives, steps, logs }: Told): { seq: number; atMs: number }[] {
  const ofLives = lives.flatMap(({ startedSeq, startedMs, moments, prints, exit }) => [
    { seq: startedSeq, atMs: startedMs },
    ...moments,
    ...prints,
    ...(exit ? [exit] : []),
  ]);
  const ofLogs = logs.flatMap(({ partitions }) => partitions.flatMap(({ commits }) => commits));
  return [...ofLives, ...steps, ...ofLogs];
}

describe('the scaling that was recorded', () => {
  const scaling = storiesFrom(recorded('reference')).find(({ scenario }) => scenario === 'scaling');

  test('has five members, of which the second idled when there were five', () => {
    if (!scaling) throw new Error('no scaling was recorded');
    const five = scaling.steps.find(({ says }) => says === 'five members')?.atMs ?? 0;
    const idling = scaling.lives.filter(({ idle }) =>
      idle.some(({ fromMs, untilMs }) => fromMs <= five && five < untilMs),
    );
    expect(scaling.lives.length).toBe(5);
    expect(idling.map(({ process }) => process)).toEqual(['consumer-2']);
  });

  test('has each record printed by its members that came before they were stopped', () => {
    if (!scaling) throw new Error('no scaling was recorded');
    const printed = new Set(
      scaling.lives.flatMap(({ prints }) => prints.map((print) => `${print.partition}:${print.offset}`)),
    );
    const stopping = scaling.steps.find(({ says }) => says === 'stopping')?.seq ?? 0;
    const logged = scaling.logs.flatMap(({ partitions }) =>
      partitions.flatMap(({ partition, records }) =>
        records.filter(({ seq }) => seq < stopping).map(({ offset }) => `${partition}:${offset}`),
      ),
    );
    expect(logged.filter((place) => !printed.has(place))).toEqual([]);
    expect(logged.length).toBeGreaterThan(50);
  });
});
