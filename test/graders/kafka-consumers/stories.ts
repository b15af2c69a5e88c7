/** The scenarios of the exercise as a right submission lives through them, with places where a test has it do otherwise. */
import { everywhere, orderAt, placesOf, prelude, type Story, story } from '../../support/story.ts';

/** What a submission does at some point of a story. */
export type Act = (told: Story) => unknown;

const nothing: Act = () => {};
const allPartitions = [0, 1, 2, 3];

function joinsAlone(process: string): Act {
  return (told) => told.connected(process).joinAsked(process).joined(process).assigned(process, allPartitions);
}

export interface ReadingActs {
  start: Act;
  begin: Act;
  print: Act;
  stop: Act;
  offsets: readonly (number | null)[];
  startAgain: Act;
  beginAgain: Act;
  printAgain: Act;
  stopAgain: Act;
}

/** Offsets 0 and 1 are history, 2 comes while the consumer runs, 3 while it is stopped. */
export function reading(acts: Partial<ReadingActs> = {}): Story {
  const right: ReadingActs = {
    start: (told) => told.started('consumer-1').tell(joinsAlone('consumer-1')),
    begin: (told) => told.positioned('consumer-1', ...everywhere('0')),
    print: (told) =>
      told
        .fetched('consumer-1', ...everywhere('0-2'))
        .prints('consumer-1', ...everywhere('0-2'))
        .committed('consumer-1', ...everywhere('3')),
    stop: (told) => told.stopsInOrder('consumer-1'),
    offsets: [3, 3, 3, 3],
    startAgain: (told) => told.started('consumer-2').tell(joinsAlone('consumer-2')),
    beginAgain: (told) => told.positioned('consumer-2', ...everywhere('3')),
    printAgain: (told) =>
      told
        .fetched('consumer-2', ...everywhere('3'))
        .prints('consumer-2', ...everywhere('3'))
        .committed('consumer-2', ...everywhere('4')),
    stopAgain: (told) => told.stopsInOrder('consumer-2'),
  };
  const act = { ...right, ...acts };
  return story('reading')
    .topic()
    .records(...everywhere('0-1'))
    .tell(act.start)
    .tell(act.begin)
    .records(...everywhere('2'))
    .tell(act.print)
    .tell(act.stop)
    .groupOffsets(...act.offsets)
    .records(...everywhere('3'))
    .tell(act.startAgain)
    .tell(act.beginAgain)
    .tell(act.printAgain)
    .tell(act.stopAgain)
    .ended();
}

export interface LatestActs {
  start: Act;
  begin: Act;
  print: Act;
}

/** Offsets 0 and 1 are history, 2 and 3 come once the consumer has its position. */
export function latest(acts: Partial<LatestActs> = {}): Story {
  const right: LatestActs = {
    start: (told) => told.started('consumer-1', { reset: 'latest' }).tell(joinsAlone('consumer-1')),
    begin: (told) => told.positioned('consumer-1', ...everywhere('2')).marked('has-its-position'),
    print: (told) => told.fetched('consumer-1', ...everywhere('2-3')).prints('consumer-1', ...everywhere('2-3')),
  };
  const act = { ...right, ...acts };
  return story('latest')
    .topic()
    .records(...everywhere('0-1'))
    .tell(act.start)
    .tell(act.begin)
    .records(...everywhere('2-3'))
    .tell(act.print)
    .stopsInOrder('consumer-1')
    .ended();
}

export interface BadRecordsActs {
  start: Act;
  begin: Act;
  meet: Act;
}

/** At P0:1 stands a value that is not JSON, at P1:1 a null value. */
export function badRecords(acts: Partial<BadRecordsActs> = {}): Story {
  const right: BadRecordsActs = {
    start: (told) => told.started('consumer-1').tell(joinsAlone('consumer-1')),
    begin: (told) => told.positioned('consumer-1', ...everywhere('0')),
    meet: (told) => told.line('consumer-1', 'not JSON', 'stderr').prints('consumer-1', 'P0:2', 'P1:2', 'P2:1', 'P3:1'),
  };
  const act = { ...right, ...acts };
  return story('bad-records')
    .topic()
    .tell(act.start)
    .tell(act.begin)
    .records(...everywhere('0'))
    .prints('consumer-1', ...everywhere('0'))
    .record({ partition: 0, offset: 1 }, { value: 'order 4f: {"customerId": tea for two' })
    .record({ partition: 1, offset: 1 }, { value: null })
    .records('P0:2', 'P1:2', 'P2:1', 'P3:1')
    .fetched('consumer-1', 'P0:1-2', 'P1:1-2', 'P2:1', 'P3:1')
    .tell(act.meet)
    .ended();
}

export const givenPlaces = ['P0:0', 'P1:0', 'P0:1', 'P2:0', 'P1:1', 'P3:0'];
export const givenOrders = givenPlaces.map(orderAt);

export interface SendingActs {
  /** What the grader finds in the topic. */
  arrive: Act;
  exit: Act;
  exitWithoutBroker: Act;
}

/** What becomes of an order on its way: another place, value or key than it should have; null where it gets lost. */
export type Fate = { place?: string; value?: unknown; key?: string | null } | null;

/** The orders arrive in the order of the file, each as its fate has it. */
export function arriveWith(fateOf: (place: string, index: number) => Fate): Act {
  return (told) => {
    for (const [index, place] of givenPlaces.entries()) {
      const fate = fateOf(place, index);
      const order = orderAt(place);
      if (fate)
        arrives(told, fate.place ?? place, fate.value ?? order, fate.key === undefined ? order.customerId : fate.key);
    }
  };
}

export const arrivesAsGiven: Act = arriveWith(() => ({}));

/** A record of the student's own; its key is the customer's id unless the test says otherwise. */
export function arrives(
  told: Story,
  place: string,
  value: unknown,
  key: string | null = orderAt(place).customerId,
): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  for (const one of placesOf(place)) told.record(one, { key, value: text, by: 'student' });
}

export function producing(acts: Partial<SendingActs> = {}): Story {
  const right: SendingActs = {
    arrive: arrivesAsGiven,
    exit: (told) => told.connected('producer-1').tell(acknowledged).disconnected('producer-1').exited('producer-1'),
    exitWithoutBroker: (told) =>
      told.line('producer-without-broker', 'no broker', 'stderr').exited('producer-without-broker', { code: 1 }),
  };
  const act = { ...right, ...acts };
  return story('producing')
    .topic()
    .ordersGiven(givenOrders)
    .started('producer-1', { role: 'producer', group: null, reset: null })
    .started('producer-without-broker', { role: 'producer', group: null, reset: null, brokers: '127.0.0.1:1' })
    .tell(act.exitWithoutBroker)
    .tell(act.exit)
    .tell(act.arrive)
    .logEnd(2, 2, 1, 1)
    .ended();
}

export function sendsWith(answer: Parameters<Story['produced']>[2]): Act {
  return (told) => {
    for (const place of givenPlaces) told.produced('producer-1', place, answer);
  };
}

export const acknowledged: Act = sendsWith({});

export interface LiveActs {
  start: Act;
  begin: Act;
  arrive: Act;
  print: Act;
}

export function live(acts: Partial<LiveActs> = {}): Story {
  const right: LiveActs = {
    start: (told) => told.started('consumer-1').tell(joinsAlone('consumer-1')),
    begin: (told) => told.positioned('consumer-1', ...everywhere('0')),
    arrive: arrivesAsGiven,
    print: (told) => told.prints('consumer-1', ...givenPlaces),
  };
  const act = { ...right, ...acts };
  return story('live')
    .topic()
    .tell(act.start)
    .tell(act.begin)
    .ordersGiven(givenOrders)
    .started('producer-1', { role: 'producer', group: null, reset: null })
    .tell(acknowledged)
    .exited('producer-1')
    .tell(act.arrive)
    .tell(act.print)
    .stopsInOrder('consumer-1')
    .ended();
}

export interface ScalingActs {
  assignor: string;
  shareInTwo: readonly [readonly number[], readonly number[]];
  /** Offset 0 has been printed and committed by consumer 1. */
  beforeTwo: Act;
  /** Offset 0 has been printed and committed by consumer 1 when consumer 2 takes over P2 and P3. */
  afterTwo: Act;
  /** Consumer 5 owns nothing, and offset 1 has been produced since. */
  whileIdle: Act;
  takenOver: readonly number[];
  takeOver: Act;
  stop: Act;
}

/** Offset 0 comes with one member, 1 with five, 2 when consumer 1 has left. */
export function scaling(acts: Partial<ScalingActs> = {}): Story {
  const right: ScalingActs = {
    assignor: 'range',
    shareInTwo: [
      [0, 1],
      [2, 3],
    ],
    beforeTwo: nothing,
    afterTwo: nothing,
    whileIdle: nothing,
    takenOver: [0],
    takeOver: (told) => told.prints('consumer-5', 'P0:2'),
    stop: (told) => {
      for (const process of ['consumer-2', 'consumer-3', 'consumer-4', 'consumer-5']) told.stopsInOrder(process);
    },
  };
  const act = { ...right, ...acts };
  const joins =
    (process: string): Act =>
    (told) =>
      told.started(process).connected(process).joinAsked(process, { assignor: act.assignor }).joined(process);
  const share = (told: Story, generation: number, shares: Record<string, readonly number[]>) => {
    for (const [process, partitions] of Object.entries(shares)) told.assigned(process, partitions, { generation });
  };
  const [first, second] = act.shareInTwo;
  return story('scaling')
    .topic()
    .tell(joins('consumer-1'))
    .tell((told) => share(told, 1, { 'consumer-1': allPartitions }))
    .positioned('consumer-1', ...everywhere('0'))
    .marked('one-member')
    .records(...everywhere('0'))
    .prints('consumer-1', ...everywhere('0'))
    .committed('consumer-1', ...everywhere('1'))
    .tell(act.beforeTwo)
    .tell(joins('consumer-2'))
    .tell((told) => share(told, 2, { 'consumer-1': first, 'consumer-2': second }))
    .tell((told) =>
      told
        .positioned('consumer-1', ...first.map((p) => `P${p}:1`))
        .positioned('consumer-2', ...second.map((p) => `P${p}:1`)),
    )
    .marked('two-members')
    .tell(act.afterTwo)
    .tell(joins('consumer-3'))
    .tell(joins('consumer-4'))
    .tell((told) => share(told, 3, { 'consumer-1': [0], 'consumer-2': [3], 'consumer-3': [1], 'consumer-4': [2] }))
    .positioned('consumer-3', 'P1:1')
    .positioned('consumer-4', 'P2:1')
    .positioned('consumer-2', 'P3:1')
    .marked('four-members')
    .tell(joins('consumer-5'))
    .tell((told) =>
      share(told, 4, { 'consumer-1': [0], 'consumer-2': [3], 'consumer-3': [1], 'consumer-4': [2], 'consumer-5': [] }),
    )
    .marked('five-members')
    .records(...everywhere('1'))
    .prints('consumer-1', 'P0:1')
    .prints('consumer-2', 'P3:1')
    .prints('consumer-3', 'P1:1')
    .prints('consumer-4', 'P2:1')
    .committed('consumer-1', 'P0:2')
    .tell(act.whileIdle)
    .stopsInOrder('consumer-1')
    .tell((told) =>
      share(told, 5, { 'consumer-2': [3], 'consumer-3': [1], 'consumer-4': [2], 'consumer-5': act.takenOver }),
    )
    .tell((told) => told.positioned('consumer-5', ...act.takenOver.map((p) => `P${p}:2`)))
    .marked('owner-left')
    .records(...everywhere('2'))
    .prints('consumer-2', 'P3:2')
    .prints('consumer-3', 'P1:2')
    .prints('consumer-4', 'P2:2')
    .tell(act.takeOver)
    .marked('stopping')
    .tell(act.stop)
    .ended();
}

export interface CommittedActs {
  beginLatest: Act;
  printLatest: Act;
  beginEarliest: Act;
  printEarliest: Act;
}

/** Offsets 0 to 3 with a commit at 2 for consumer 1 (`latest`), then 4 to 7 with a commit at 6 for consumer 2 (`earliest`). */
export function committed(acts: Partial<CommittedActs> = {}): Story {
  const right: CommittedActs = {
    beginLatest: (told) => told.positioned('consumer-1', ...everywhere('2')),
    printLatest: (told) => told.fetched('consumer-1', ...everywhere('2-3')).prints('consumer-1', ...everywhere('2-3')),
    beginEarliest: (told) => told.positioned('consumer-2', ...everywhere('6')),
    printEarliest: (told) =>
      told.fetched('consumer-2', ...everywhere('6-7')).prints('consumer-2', ...everywhere('6-7')),
  };
  const act = { ...right, ...acts };
  return story('committed')
    .topic()
    .records(...everywhere('0-3'))
    .offsetsSet(2, 2, 2, 2)
    .started('consumer-1', { reset: 'latest' })
    .tell(joinsAlone('consumer-1'))
    .tell(act.beginLatest)
    .tell(act.printLatest)
    .tell(killed('consumer-1'))
    .records(...everywhere('4-7'))
    .offsetsSet(6, 6, 6, 6)
    .started('consumer-2')
    .tell(joinsAlone('consumer-2'))
    .tell(act.beginEarliest)
    .tell(act.printEarliest)
    .tell(killed('consumer-2'))
    .ended();
}

function killed(process: string): Act {
  return (told) => told.signalled(process, 'SIGKILL').exited(process, { signal: 'SIGKILL', asked: true });
}

export interface CrashActs {
  begin: Act;
  /** What it printed of offsets 1 to 8, and which commit was kept back and accepted when it was gone. */
  crash: Act;
  beginAgain: Act;
  printAgain: Act;
}

/** Offset 0 has been printed and committed when 1 to 8 come; consumer 1 is killed, and consumer 2 goes on. */
export function crash(acts: Partial<CrashActs> = {}): Story {
  const right: CrashActs = {
    begin: (told) => told.positioned('consumer-1', ...everywhere('0')),
    crash: (told) =>
      told
        .prints('consumer-1', 'P0:1-8', 'P1:1-4')
        .tell(killed('consumer-1'))
        .committed('consumer-1', 'P0:9', 'P1:1', 'P2:1', 'P3:1'),
    beginAgain: (told) => told.positioned('consumer-2', 'P0:9', 'P1:1', 'P2:1', 'P3:1'),
    printAgain: (told) => told.prints('consumer-2', 'P1:1-8', 'P2:1-8', 'P3:1-8'),
  };
  const act = { ...right, ...acts };
  return story('crash')
    .topic()
    .started('consumer-1')
    .tell(joinsAlone('consumer-1'))
    .tell(act.begin)
    .records(...everywhere('0'))
    .prints('consumer-1', ...everywhere('0'))
    .records(...everywhere('1-8'))
    .tell(act.crash)
    .started('consumer-2')
    .tell(joinsAlone('consumer-2'))
    .tell(act.beginAgain)
    .tell(act.printAgain)
    .tell(killed('consumer-2'))
    .ended();
}

export interface TwoGroupsActs {
  begin: Act;
  print: Act;
}

/** Offset 0 is history, 1 comes while both are reading. */
export function twoGroups(acts: Partial<TwoGroupsActs> = {}): Story {
  const right: TwoGroupsActs = {
    begin: (told) => told.positioned('consumer-2', ...everywhere('0')),
    print: (told) => told.prints('consumer-2', ...everywhere('0-1')),
  };
  const act = { ...right, ...acts };
  const group = 'another-group';
  return story('two-groups')
    .topic()
    .records(...everywhere('0'))
    .started('consumer-1')
    .tell(joinsAlone('consumer-1'))
    .started('consumer-2', { group })
    .connected('consumer-2')
    .joinAsked('consumer-2', { group })
    .assigned('consumer-2', allPartitions, { group })
    .positioned('consumer-1', ...everywhere('0'))
    .tell(act.begin)
    .records(...everywhere('1'))
    .fetched('consumer-1', ...everywhere('0-1'))
    .prints('consumer-1', ...everywhere('0-1'))
    .tell(act.print)
    .ended();
}

/** What a right submission predicts. */
export const rightAnswers = `consumer_groups:
  partitions_per_consumer:
    with_1_consumer: [4]
    with_2_consumers: [2, 2]
    with_4_consumers: [1, 1, 1, 1]
    with_5_consumers: [1, 1, 1, 1, 0]
  fifth_consumer_gets_a_partition_when: another-leaves
  two_groups_on_one_topic: each-reads-everything
auto_offset_reset:
  applies_when: no-committed-offset
  earliest_starts_at: the-oldest-message
  latest_starts_at: the-next-message
  none_starts_at: an-error
`;

/** What was handed in beside the programs. */
export function answers(text: string = rightAnswers): Story {
  return prelude().textRead('answers.yaml', text);
}

/** What a right submission hands in, and all scenarios as it lives through them, but for those that a test tells otherwise. */
export function grading(...otherwise: readonly Story[]): Story[] {
  const right = [
    answers(),
    reading(),
    latest(),
    badRecords(),
    live(),
    producing(),
    scaling(),
    committed(),
    crash(),
    twoGroups(),
  ];
  return right.map((told) => otherwise.find(({ scenario }) => scenario === told.scenario) ?? told);
}
