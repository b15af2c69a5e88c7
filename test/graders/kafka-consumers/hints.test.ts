/** Each hint both ways: on a history that proves the mistake, and on one that nearly does. */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kafkaConsumers } from '../../../graders/kafka-consumers/exercise.ts';
import { misread } from '../../../graders/kafka-consumers/hints/garbled.ts';
import { hints } from '../../../graders/kafka-consumers/hints.ts';
import { judgeJournal } from '../../../src/grading/judge-journal.ts';
import { header } from '../../support/header.ts';
import { everywhere, historyFrom, orderAt, placesOf, type Story } from '../../support/story.ts';
import {
  type Act,
  acknowledged,
  arrives,
  arriveWith,
  badRecords,
  givenOrders,
  givenPlaces,
  grading,
  latest,
  producing,
  reading,
  scaling,
  sendsWith,
} from './stories.ts';

interface Case {
  mistake: string;
  /** The check that fails for it, and part of what is then said. */
  on: string;
  says: string;
  proves: readonly Story[];
  nearly: readonly (readonly Story[])[];
}

/** Every line of the first run is what `text` makes of an order. */
function readingPrints(text: (place: string) => string): Story {
  return reading({
    print: (told) => {
      told.fetched('consumer-1', ...everywhere('0-2'));
      for (const place of ['0', '1', '2'].flatMap(everywhere)) told.line('consumer-1', text(place));
      told.committed('consumer-1', ...everywhere('3'));
    },
  });
}

function json(place: string): string {
  return JSON.stringify(orderAt(place));
}

const joinsGroup =
  (process: string, group: string): Act =>
  (told) =>
    told.started(process).joinAsked(process, { group }).assigned(process, [0, 1, 2, 3], { group });

const never: Act = () => {};

const settings: Case[] = [
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

const policies: Case[] = [
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

const printing: Case[] = [
  {
    mistake: 'buffer-printed',
    on: 'consume.prints-every-value',
    says: 'value: <Buffer 7b 22 6f',
    proves: [readingPrints(() => 'value: <Buffer 7b 22 6f 72 ... 40 more bytes>')],
    nearly: [
      [readingPrints((place) => `<Buffer 7b 22> ${json(place)}`)],
      [readingPrints(() => 'the <Buffer> was empty')],
    ],
  },
  {
    mistake: 'object-in-text',
    on: 'consume.prints-every-value',
    says: 'order: [object Object]',
    proves: [readingPrints(() => 'order: [object Object]')],
    nearly: [[readingPrints((place) => `[object Object] ${json(place)}`)]],
  },
  {
    mistake: 'object-printed-by-console-log',
    on: 'consume.decodes-json',
    says: "Node's own notation",
    proves: [readingPrints((place) => `Received order: { orderId: '${orderAt(place).orderId}', amount: 41.5 }`)],
    nearly: [
      [readingPrints((place) => `orderId: '${orderAt(place).orderId}' ${json(place)}`)],
      [readingPrints((place) => `{'orderId': '${orderAt(place).orderId}'}`)],
    ],
  },
  {
    mistake: 'json-encoded-twice',
    on: 'consume.decodes-json',
    says: 'JSON.stringify was given text',
    proves: [readingPrints((place) => JSON.stringify(json(place)))],
    nearly: [
      [readingPrints((place) => JSON.stringify({ ...orderAt(place), note: '{"orderId":"not me"}' }))],
      [readingPrints((place) => `"${json(place).slice(0, -3)}"`)],
    ],
  },
  {
    mistake: 'wrong-text-encoding',
    on: 'consume.decodes-json',
    says: 'latin1',
    proves: [readingPrints((place) => misread(json(place), 'latin1'))],
    nearly: [
      [readingPrints((place) => json(place).replace('ü', '\ufffd'))],
      [readingPrints((place) => misread(json(place), 'latin1').replace('41.5', '42'))],
    ],
  },
  {
    mistake: 'wrong-text-encoding',
    on: 'consume.decodes-json',
    says: 'ascii',
    proves: [readingPrints((place) => misread(json(place), 'ascii'))],
    nearly: [[readingPrints((place) => json(place).replace('ü', 'u'))]],
  },
  {
    mistake: 'rounded-numbers',
    on: 'consume.decodes-json',
    says: 'the number 41.5 was printed as 42',
    proves: [readingPrints((place) => JSON.stringify({ ...orderAt(place), amount: 42 }))],
    nearly: [
      [readingPrints((place) => JSON.stringify({ ...orderAt(place), amount: 43 }))],
      [readingPrints((place) => JSON.stringify({ ...orderAt(place), amount: 42, extra: true }))],
    ],
  },
  {
    mistake: 'partitions-ignored',
    on: 'consume.prints-every-value',
    says: '9 orders of P1 P2 P3',
    proves: [
      reading({ print: (told) => told.fetched('consumer-1', ...everywhere('0-2')).prints('consumer-1', 'P0:0-2') }),
    ],
    nearly: [
      [reading({ print: (told) => told.prints('consumer-1', 'P0:0-2') })],
      [
        reading({
          print: (told) => told.fetched('consumer-1', ...everywhere('0-2')).prints('consumer-1', 'P0:0-2', 'P1:0'),
        }),
      ],
      [reading({ print: (told) => told.fetched('consumer-1', ...everywhere('0-2')) })],
    ],
  },
  {
    mistake: 'busy-loop',
    on: 'consume.prints-every-value',
    says: 'filled its output before it had connected',
    proves: [
      reading({ start: (told) => told.started('consumer-1').tell(floods), begin: never, print: never, stop: never }),
    ],
    nearly: [[reading({ print: (told) => told.prints('consumer-1', ...everywhere('0')).tell(floods), stop: never })]],
  },
  {
    mistake: 'ends-by-itself',
    on: 'consume.prints-every-value',
    says: 'after 4 orders',
    proves: [
      reading({
        print: (told) => told.prints('consumer-1', ...everywhere('0')),
        stop: (told) => told.exited('consumer-1'),
      }),
    ],
    nearly: [
      [
        reading({
          print: (told) =>
            told.prints('consumer-1', ...everywhere('0')).line('consumer-1', 'TypeError: x is undefined', 'stderr'),
          stop: (told) => told.exited('consumer-1'),
        }),
      ],
      [
        reading({
          print: (told) => told.prints('consumer-1', ...everywhere('0')),
          stop: (told) => told.exited('consumer-1', { code: 1 }),
        }),
      ],
    ],
  },
  {
    mistake: 'handler-not-awaited',
    on: 'consume.keeps-partition-order',
    says: 'P0:2 was printed before P0:1',
    proves: [printsInOrder(['P0:0', 'P0:2', 'P0:1'], ['P0:0-2'])],
    nearly: [
      [printsInOrder(['P0:0', 'P0:2', 'P0:1'], ['P0:0-1', 'P0:2'])],
      [printsInOrder(['P0:0', 'P0:2', 'P0:1'], ['P0:0-2', 'P0:0-2'])],
      [printsInOrder(['P0:2', 'P0:1', 'P0:0'], ['P0:0-2'])],
    ],
  },
];

function floods(told: Story): void {
  told
    .saw('consumer-1', { source: 'process', type: 'flooded', stream: 'stdout', limitBytes: 4 * 1024 * 1024 })
    .signalled('consumer-1', 'SIGKILL')
    .exited('consumer-1', { signal: 'SIGKILL', asked: true });
}

function printsInOrder(places: readonly string[], batches: readonly string[]): Story {
  return reading({
    print: (told) =>
      told
        .fetched('consumer-1', ...batches)
        .prints('consumer-1', ...places, 'P1:0-2', 'P2:0-2', 'P3:0-2')
        .committed('consumer-1', ...everywhere('3')),
  });
}

const dies =
  (complaint: string, code = 1): Act =>
  (told) =>
    told.line('consumer-1', complaint, 'stderr').exited('consumer-1', { code });

const kafkajsCrash = `{"level":"ERROR","logger":"kafkajs","message":"[Consumer] Crash: KafkaJSNonRetriableError: Unexpected token 'o' is not valid JSON"}`;

const bad: Case[] = [
  {
    mistake: 'json-parse-throws',
    on: 'consume.survives-bad-records',
    says: 'P0:1',
    proves: [badRecords({ meet: dies('SyntaxError: Unexpected token o in JSON at position 0') })],
    nearly: [
      [badRecords({ meet: dies('RangeError: out of memory') })],
      [badRecords({ meet: (told) => told.line('consumer-1', 'SyntaxError', 'stderr').prints('consumer-1', 'P1:2') })],
    ],
  },
  {
    mistake: 'json-parse-throws',
    on: 'consume.survives-bad-records',
    says: 'with code 0, as if all were well',
    proves: [badRecords({ meet: dies(kafkajsCrash, 0) })],
    nearly: [],
  },
  {
    mistake: 'null-value',
    on: 'consume.survives-bad-records',
    says: 'P1:1',
    proves: [badRecords({ meet: dies("TypeError: Cannot read properties of null (reading 'toString')") })],
    nearly: [[badRecords({ meet: dies("TypeError: Cannot read properties of undefined (reading 'toString')") })]],
  },
  {
    mistake: 'stops-reading-after-a-bad-record',
    on: 'consume.survives-bad-records',
    says: 'none of the 1 orders behind P0:1',
    proves: [badRecords({ meet: (told) => told.prints('consumer-1', 'P1:2', 'P2:1', 'P3:1') })],
    nearly: [
      [badRecords({ meet: (told) => told.prints('consumer-1', 'P0:2', 'P1:2') })],
      [badRecords({ meet: (told) => told.exited('consumer-1') })],
    ],
  },
];

const offsets: Case[] = [
  {
    mistake: 'never-commits',
    on: 'offsets.commits-progress',
    says: 'printed 12 orders and never committed',
    proves: [
      reading({ print: (told) => told.prints('consumer-1', ...everywhere('0-2')), offsets: [null, null, null, null] }),
    ],
    nearly: [
      [
        reading({
          print: (told) => told.prints('consumer-1', ...everywhere('0-2')).commitRefused('consumer-1', 'P0:3', 22),
          offsets: [null, null, null, null],
        }),
      ],
      [
        reading({
          print: (told) => told.prints('consumer-1', ...everywhere('0-2')),
          stop: (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true }),
          offsets: [null, null, null, null],
        }),
      ],
      [
        reading({
          print: (told) =>
            told
              .prints('consumer-1', ...everywhere('0-2'))
              .saw('consumer-1', { source: 'wire', type: 'opaque', apiKey: 8, apiVersion: 99, reason: 'undescribed' }),
          offsets: [null, null, null, null],
        }),
      ],
    ],
  },
  {
    mistake: 'commits-offset-instead-of-next',
    on: 'offsets.commits-progress',
    says: 'commit offset + 1',
    proves: [reading({ offsets: [2, 2, 2, 2] })],
    nearly: [
      [reading({ offsets: [2, 2, 2, 1] })],
      [reading({ offsets: [2, 2, 2, 3] })],
      [reading({ offsets: [2, 2, 2, null] })],
    ],
  },
  {
    mistake: 'commits-beyond-the-log',
    on: 'offsets.commits-progress',
    says: 'Offset 1795355751304 was committed for partition 1, whose log ends at 3',
    proves: [reading({ offsets: [3, 1795355751304, 3, 3] })],
    nearly: [[reading({ offsets: [3, 2, 3, 3] })], []],
  },
  {
    mistake: 'rewinds-at-every-start',
    on: 'offsets.resumes-after-stop',
    says: 'P0:3, yet the second start began to fetch at P0:0',
    proves: [rewound([3, 3, 3, 3], '0')],
    nearly: [[rewound([null, null, null, null], '0')], [rewound([3, 3, 3, 3], '2')], [rewound([9, 9, 9, 9], '0')]],
  },
];

function rewound(committed: readonly (number | null)[], start: string): Story {
  return reading({
    offsets: committed,
    beginAgain: (told) => told.positioned('consumer-2', ...everywhere(start)),
    printAgain: (told) => told.prints('consumer-2', ...everywhere(`${start}-3`)),
  });
}

const stopping: Case[] = [
  {
    mistake: 'no-sigterm-handler',
    on: 'shutdown.leaves-group',
    says: 'no handler for SIGTERM',
    proves: [stops((told) => told.exited('consumer-1', { signal: 'SIGTERM', asked: true }))],
    nearly: [
      [stops((told) => told.exited('consumer-1', { signal: 'SIGSEGV', asked: true }))],
      [stops((told) => told.exited('consumer-1', { code: 143, asked: true }))],
    ],
  },
  {
    mistake: 'static-membership',
    on: 'shutdown.leaves-group',
    says: '"orders-1"',
    proves: [stops((told) => told.left('consumer-1', { epoch: -2 }).exited('consumer-1', { asked: true }), 'orders-1')],
    nearly: [
      [stops((told) => told.exited('consumer-1', { asked: true }))],
      [stops((told) => told.left('consumer-1').exited('consumer-1', { asked: true }), 'orders-1')],
    ],
  },
  {
    mistake: 'exits-without-disconnecting',
    on: 'shutdown.leaves-group',
    says: 'await consumer.disconnect() first',
    proves: [stops((told) => told.exited('consumer-1', { asked: true }))],
    nearly: [
      [stops((told) => told.left('consumer-1', { error: 25 }).exited('consumer-1', { asked: true }))],
      [stops((told) => told.exited('consumer-1', { asked: true }), 'orders-1')],
    ],
  },
  {
    mistake: 'sigterm-ignored',
    on: 'shutdown.leaves-group',
    says: 'still a member of its group and still running 15 s after SIGTERM',
    proves: [stops(killed)],
    nearly: [
      [stops((told) => told.left('consumer-1').tell(killed))],
      [
        reading({
          start: (told) => told.started('consumer-1'),
          begin: never,
          print: never,
          stop: (told) => told.signalled('consumer-1').tell(killed),
        }),
      ],
    ],
  },
  {
    mistake: 'stays-alive-after-leaving',
    on: 'shutdown.leaves-group',
    says: 'its process did not end',
    proves: [stops((told) => told.left('consumer-1').tell(killed))],
    nearly: [[stops(killed)], [stops((told) => told.left('consumer-1').exited('consumer-1', { asked: true }))]],
  },
  {
    mistake: 'wrong-exit-code',
    on: 'shutdown.leaves-group',
    says: 'exited with code 130',
    proves: [stops((told) => told.left('consumer-1').exited('consumer-1', { code: 130, asked: true }))],
    nearly: [[stops((told) => told.exited('consumer-1', { code: 130, asked: true }))]],
  },
];

function stops(end: Act, groupInstanceId?: string): Story {
  const joins: Act = (told) => told.joinAsked('consumer-1', groupInstanceId === undefined ? {} : { groupInstanceId });
  return reading({
    start: (told) =>
      told.started('consumer-1').connected('consumer-1').tell(joins).assigned('consumer-1', [0, 1, 2, 3]),
    stop: (told) => told.signalled('consumer-1').tell(end),
  });
}

function killed(told: Story): void {
  told.after(16_000).signalled('consumer-1', 'SIGKILL').exited('consumer-1', { signal: 'SIGKILL', asked: true });
}

const group: Case[] = [
  {
    mistake: 'home-made-assigner',
    on: 'group.no-double-processing',
    says: '"everybody" gave partition 2 to consumer 1 and consumer 2',
    proves: [
      scaling({
        assignor: 'everybody',
        shareInTwo: [
          [0, 1, 2],
          [2, 3],
        ],
      }),
    ],
    nearly: [
      [
        scaling({
          assignor: 'range',
          shareInTwo: [
            [0, 1, 2],
            [2, 3],
          ],
        }),
      ],
      [scaling({ assignor: 'everybody' })],
    ],
  },
];

/** The producer ends with these words after it has sent the first orders. */
function endsAfter(count: number, words: string): Story {
  return producing({
    exit: (told) => told.line('producer-1', words, 'stderr').exited('producer-1', { code: 1 }),
    arrive: arriveWith((_place, index) => (index < count ? {} : null)),
  });
}

const arrivesAs = (value: (place: string) => unknown): Act => arriveWith((place) => ({ value: value(place) }));

const sending: Case[] = [
  {
    mistake: 'orders-file-ignored',
    on: 'produce.sends-every-order',
    says: 'the file "orders.jsonl", not for the one that ORDERS_FILE names',
    proves: [endsAfter(0, "ENOENT: no such file or directory, open 'orders.jsonl'")],
    nearly: [
      [endsAfter(0, "ENOENT: no such file or directory, open 'config.json'")],
      [endsAfter(0, "ENOENT: no such file or directory, open '/tmp/stage/orders-4f2a10.jsonl'")],
      [endsAfter(2, "ENOENT: no such file or directory, open 'orders.jsonl'")],
    ],
  },
  {
    mistake: 'blank-line-parsed',
    on: 'produce.sends-every-order',
    says: 'after 3 of 6 orders',
    proves: [endsAfter(3, 'SyntaxError: Unexpected end of JSON input')],
    nearly: [
      [endsAfter(3, 'SyntaxError: Unexpected token o in JSON')],
      [endsAfter(6, 'SyntaxError: Unexpected end of JSON input')],
    ],
  },
  {
    mistake: 'all-orders-in-one-message',
    on: 'produce.sends-every-order',
    says: 'an array of 6 orders',
    proves: [producing({ arrive: (told) => arrives(told, 'P0:0', givenOrders) })],
    nearly: [[producing({ arrive: arrivesAs((place) => [orderAt(place)]) })]],
  },
  {
    mistake: 'json-encoded-twice',
    on: 'produce.sends-every-order',
    says: 'JSON.stringify was called twice',
    proves: [producing({ arrive: arrivesAs((place) => JSON.stringify(json(place))) })],
    nearly: [[producing({ arrive: arrivesAs((place) => ({ ...orderAt(place), note: json(place) })) })]],
  },
  {
    mistake: 'sent-twice',
    on: 'produce.sends-every-order',
    says: 'All 6 orders are in the topic twice',
    proves: [producing({ arrive: (told) => told.tell(arrivesAs(orderAt)).tell(arrivesAs(orderAt)) })],
    nearly: [
      [
        producing({
          arrive: (told) => told.tell(arrivesAs(orderAt)).tell(() => arrives(told, 'P0:0', orderAt('P0:0'))),
        }),
      ],
    ],
  },
  {
    mistake: 'fields-left-out',
    on: 'produce.sends-every-order',
    says: 'without amount, items',
    proves: [
      producing({
        arrive: arrivesAs((place) => ({ orderId: orderAt(place).orderId, customerId: orderAt(place).customerId })),
      }),
    ],
    nearly: [[producing({ arrive: arrivesAs((place) => ({ ...orderAt(place), amount: 1 })) })]],
  },
  {
    mistake: 'last-order-left-out',
    on: 'produce.sends-every-order',
    says: orderAt('P3:0').orderId,
    proves: [producing({ arrive: arriveWith((place) => (place === 'P3:0' ? null : {})) })],
    nearly: [
      [producing({ arrive: arriveWith((place) => (place === 'P0:0' ? null : {})) })],
      [endsAfter(5, 'Error: send failed')],
    ],
  },
];

const keyedBy = (key: (place: string) => string | null): Story =>
  producing({ arrive: arriveWith((place) => ({ key: key(place) })) });

/** Where each order of the file comes to lie, in the order of the file. */
function lyingAt(places: readonly string[], count = 1): Story {
  return producing({
    exit: (told) => told.tell(sendsWith({ count })).exited('producer-1'),
    arrive: arriveWith((place, index) => ({ place: places[index] ?? place })),
  });
}

const keys: Case[] = [
  {
    mistake: 'no-key',
    on: 'produce.keeps-customer-order',
    says: 'None of your 6 messages has a key',
    proves: [keyedBy(() => null)],
    nearly: [[keyedBy((place) => (place === 'P0:0' ? 'c-01' : null))], [keyedBy(() => '')]],
  },
  {
    mistake: 'wrong-key',
    on: 'produce.keeps-customer-order',
    says: "each message's key is its orderId",
    proves: [keyedBy((place) => orderAt(place).orderId)],
    nearly: [
      [keyedBy((place) => (place === 'P0:0' ? null : orderAt(place).orderId))],
      [keyedBy((place) => `k-${orderAt(place).orderId}`)],
      [],
    ],
  },
  {
    mistake: 'wrong-key',
    on: 'produce.keeps-customer-order',
    says: 'as JSON, with quotation marks',
    proves: [keyedBy((place) => JSON.stringify(orderAt(place).customerId))],
    nearly: [],
  },
  {
    mistake: 'wrong-key',
    on: 'produce.keeps-customer-order',
    says: 'the same key, "orders"',
    proves: [keyedBy(() => 'orders')],
    nearly: [],
  },
  {
    mistake: 'sends-not-awaited',
    on: 'produce.keeps-customer-order',
    says: 'one overtook the other',
    proves: [lyingAt(['P0:1', 'P1:0', 'P0:0', 'P2:0', 'P1:1', 'P3:0'])],
    nearly: [
      [lyingAt(['P0:1', 'P1:0', 'P0:0', 'P2:0', 'P1:1', 'P3:0'], 6)],
      [lyingAt(['P0:1', 'P1:1', 'P0:0', 'P2:0', 'P1:0', 'P3:0'])],
      [lyingAt(['P0:0', 'P1:0', 'P3:1', 'P2:0', 'P1:1', 'P3:0'])],
    ],
  },
];

const endless =
  (process: string): Act =>
  (told) =>
    told.after(61_000).signalled(process, 'SIGKILL').exited(process, { signal: 'SIGKILL', asked: true });

const exiting: Case[] = [
  {
    mistake: 'no-acknowledgement',
    on: 'produce.exits-cleanly',
    says: '6 requests with acks: 0',
    proves: [producing({ exit: sendsWith({ acks: 0 }) })],
    nearly: [[producing({ exit: sendsWith({ acks: 1 }) })]],
  },
  {
    mistake: 'connection-left-open',
    on: 'produce.exits-cleanly',
    says: 'All 6 orders had been acknowledged',
    proves: [
      producing({
        exit: (told) =>
          told.connected('producer-1').tell(acknowledged).tell(endless('producer-1')).disconnected('producer-1'),
      }),
    ],
    nearly: [
      [
        producing({
          exit: (told) =>
            told.connected('producer-1').tell(acknowledged).disconnected('producer-1').tell(endless('producer-1')),
        }),
      ],
      [
        producing({
          exit: (told) => told.connected('producer-1').tell(endless('producer-1')),
          arrive: (told) => arrives(told, 'P0:0', orderAt('P0:0')),
        }),
      ],
    ],
  },
  {
    mistake: 'exit-code-zero-without-broker',
    on: 'produce.exits-cleanly',
    says: 'process.exitCode = 1',
    proves: [producing({ exitWithoutBroker: (told) => told.exited('producer-without-broker') })],
    nearly: [
      [producing({ exitWithoutBroker: (told) => told.exited('producer-without-broker', { code: 2 }) })],
      [producing({ exitWithoutBroker: endless('producer-without-broker') })],
    ],
  },
  {
    mistake: 'retries-for-ever',
    on: 'produce.exits-cleanly',
    says: 'after 60 s',
    proves: [producing({ exitWithoutBroker: endless('producer-without-broker') })],
    nearly: [[producing({ exitWithoutBroker: (told) => told.exited('producer-without-broker') })]],
  },
];

const cases = [
  ...settings,
  ...policies,
  ...printing,
  ...bad,
  ...offsets,
  ...stopping,
  ...group,
  ...sending,
  ...keys,
  ...exiting,
];

/** What the failed check says by way of a hint. */
function hintOn(check: string, stories: readonly Story[]): string | null {
  const history = historyFrom(...grading(...stories));
  const { rubric } = kafkaConsumers;
  const grade = judgeJournal({ exercise: kafkaConsumers, rubric, header, history, endedAtMs: 0 });
  return grade.checks.find(({ id }) => id === check)?.hint ?? null;
}

/** What the hints for a mistake say, whatever failed. */
function saidOf({ mistake, on }: Case, stories: readonly Story[]): string[] {
  const history = historyFrom(...grading(...stories));
  return hints
    .filter((hint) => hint.mistake === mistake && hint.checks.includes(on))
    .flatMap((hint) => hint.match(history) ?? []);
}

describe.each(cases)('$mistake ($on)', (one) => {
  test('is told where it is proven', () => {
    expect(hintOn(one.on, one.proves)).toContain(one.says);
  });

  test.each(one.nearly.map((stories, index) => ({ number: index + 1, stories })))(
    'is not told where it is not, $number',
    ({ stories }) => {
      expect(saidOf(one, stories)).toEqual([]);
    },
  );
});

test('a right submission is told nothing', () => {
  const history = historyFrom(...grading());
  expect(hints.flatMap((hint) => hint.match(history) ?? [])).toEqual([]);
});

test('every hint is tried here, and speaks of checks that exist', () => {
  expect(new Set(hints.map(({ mistake }) => mistake))).toEqual(new Set(cases.map(({ mistake }) => mistake)));
  const ids = new Set(kafkaConsumers.checks.map(({ id }) => id));
  expect(hints.flatMap((hint) => hint.checks).filter((id) => !ids.has(id))).toEqual([]);
});

test('every mistake has its page, and every page its mistake', () => {
  const pages = new URL('../../../docs/mistakes/', import.meta.url);
  expect(existsSync(pages)).toBe(true);
  const named = readdirSync(pages).map((file) => file.replace(/\.md$/, ''));
  expect(named.sort()).toEqual([...new Set(hints.map(({ mistake }) => mistake))].sort());
});

test('places are read as reports write them', () => {
  expect(placesOf('P2:3-5')).toEqual([3, 4, 5].map((offset) => ({ partition: 2, offset })));
});
