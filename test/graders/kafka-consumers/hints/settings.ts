/** Settings and reset policies. */
import { everywhere } from '../../../support/story.ts';
import { type Act, latest, producing, reading } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const never: Act = () => {};

const joinsGroup =
  (process: string, group: string): Act =>
  (told) =>
    told.started(process).joinAsked(process, { group }).assigned(process, [0, 1, 2, 3], { group });

export const settings: HintCase[] = [
  {
    mistake: 'hard-coded-brokers',
    on: 'consume.uses-settings',
    says: '"127.0.0.1:9092" whatever KAFKA_BROKERS said',
    proves: [
      reading({
        start: (told) => told.started('consumer-1').line('consumer-1', 'connect ECONNREFUSED 127.0.0.1:9092', 'stderr'),
        begin: never,
      }),
    ],
    nearly: [
      [
        reading({
          start: (told) =>
            told.started('consumer-1').line('consumer-1', 'connect ECONNREFUSED 127.0.0.1:40001', 'stderr'),
          begin: never,
        }),
      ],
      [
        reading({
          start: (told) =>
            told
              .started('consumer-1')
              .connected('consumer-1')
              .line('consumer-1', 'connect ECONNREFUSED 127.0.0.1:9092', 'stderr'),
          begin: never,
        }),
      ],
    ],
  },
  {
    mistake: 'hard-coded-brokers',
    on: 'produce.sends-every-order',
    says: 'Your producer used "localhost:9092"',
    proves: [
      producing({
        exit: (told) =>
          told.line('producer-1', 'Failed to connect to localhost:9092', 'stderr').exited('producer-1', { code: 1 }),
        arrive: never,
      }),
    ],
    nearly: [[producing({ exit: (told) => told.exited('producer-1', { code: 1 }), arrive: never })]],
  },
  {
    mistake: 'hard-coded-topic',
    on: 'consume.uses-settings',
    says: '"test_topic" whatever KAFKA_TOPIC said',
    proves: [
      reading({
        start: (told) => told.started('consumer-1').joinAsked('consumer-1', { topic: 'test_topic' }),
        begin: never,
      }),
    ],
    nearly: [
      [
        reading({
          start: (told) =>
            told.started('consumer-1').joinAsked('consumer-1', { topic: 'test_topic' }).joinAsked('consumer-1'),
          begin: never,
        }),
      ],
    ],
  },
  {
    mistake: 'hard-coded-topic',
    on: 'produce.sends-every-order',
    says: 'Your producer used "test_topic"',
    proves: [
      producing({
        exit: (told) =>
          told
            .saw('producer-1', { source: 'wire', type: 'metadata-asked', clientId: null, topics: ['test_topic'] })
            .exited('producer-1'),
        arrive: never,
      }),
    ],
    nearly: [
      [
        producing({
          exit: (told) =>
            told
              .saw('producer-1', { source: 'wire', type: 'metadata-asked', clientId: null, topics: null })
              .exited('producer-1'),
          arrive: never,
        }),
      ],
    ],
  },
  {
    mistake: 'hard-coded-group',
    on: 'consume.uses-settings',
    says: '"my-group" whatever KAFKA_GROUP_ID said',
    proves: [
      reading({ start: joinsGroup('consumer-1', 'my-group') }),
      latest({
        start: (told) =>
          told
            .started('consumer-1', { reset: 'latest' })
            .joinAsked('consumer-1', { group: 'my-group' })
            .assigned('consumer-1', [0, 1, 2, 3], { group: 'my-group' }),
      }),
    ],
    nearly: [[reading({ start: joinsGroup('consumer-1', 'my-group') })]],
  },
  {
    mistake: 'one-group-per-process',
    on: 'consume.uses-settings',
    says: '"group-of-reading-71" and the other "group-of-reading-72"',
    proves: [
      reading({
        start: joinsGroup('consumer-1', 'group-of-reading-71'),
        startAgain: joinsGroup('consumer-2', 'group-of-reading-72'),
      }),
    ],
    nearly: [
      [reading({ start: joinsGroup('consumer-1', 'my-group'), startAgain: joinsGroup('consumer-2', 'my-group') })],
    ],
  },
];

const atTheEnd = reading({
  begin: (told) => told.positioned('consumer-1', ...everywhere('2')),
  print: (told) => told.prints('consumer-1', ...everywhere('2')),
});
const fromTheStart = latest({
  begin: (told) => told.positioned('consumer-1', ...everywhere('0')).marked('has-its-position'),
  print: (told) => told.prints('consumer-1', ...everywhere('0-3')),
});

export const policies: HintCase[] = [
  {
    mistake: 'always-from-the-end',
    on: 'offsets.earliest-reads-history',
    says: 'fromBeginning',
    proves: [atTheEnd],
    nearly: [[], [fromTheStart], [atTheEnd, fromTheStart]],
  },
  {
    mistake: 'always-from-the-beginning',
    on: 'offsets.latest-skips-history',
    says: 'fromBeginning',
    proves: [fromTheStart],
    nearly: [[], [atTheEnd], [atTheEnd, fromTheStart]],
  },
  {
    mistake: 'swapped-reset-policies',
    on: 'offsets.latest-skips-history',
    says: 'swapped',
    proves: [atTheEnd, fromTheStart],
    nearly: [[], [atTheEnd], [fromTheStart]],
  },
];
