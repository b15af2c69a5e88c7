/** What was sent. */
import { orderAt, type Story } from '../../../support/story.ts';
import { type Act, arrives, arriveWith, givenOrders, producing } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const json = (place: string) => JSON.stringify(orderAt(place));

/** The producer ends with these words after it has sent the first orders. */
function endsAfter(count: number, words: string): Story {
  return producing({
    exit: (told) => told.line('producer-1', words, 'stderr').exited('producer-1', { code: 1 }),
    arrive: arriveWith((_place, index) => (index < count ? {} : null)),
  });
}

const arrivesAs = (value: (place: string) => unknown): Act => arriveWith((place) => ({ value: value(place) }));

const lastWords = (count: number) =>
  `%4|1795|TERMINATE|rdkafka#producer-1| [thrd:app]: Producer terminating with ${count} messages (57 bytes) still in queue or transit`;

export const sending: HintCase[] = [
  {
    mistake: 'queue-not-flushed',
    on: 'produce.sends-every-order',
    says: 'while 4 messages were still in its queue',
    proves: [endsAfter(2, lastWords(4))],
    nearly: [[endsAfter(6, lastWords(4))], [endsAfter(2, 'terminating')]],
  },
  {
    mistake: 'blank-line-parsed',
    on: 'produce.sends-every-order',
    says: 'with "Expecting value: line 2 column 1 (char 1)"',
    proves: [endsAfter(3, 'json.decoder.JSONDecodeError: Expecting value: line 2 column 1 (char 1)')],
    nearly: [[endsAfter(3, 'json.decoder.JSONDecodeError: Expecting value: line 1 column 14 (char 13)')]],
  },
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
  {
    mistake: 'exits-before-all-is-sent',
    on: 'produce.sends-every-order',
    says: 'when 2 of its 6 orders were in the topic; the last 4 are not',
    proves: [producing({ arrive: arriveWith((_place, index) => (index < 2 ? {} : null)) })],
    nearly: [
      [producing({ arrive: arriveWith((_place, index) => (index > 2 ? {} : null)) })],
      [producing({ arrive: arriveWith((_place, index) => (index < 5 ? {} : null)) })],
      [producing({ exit: (told) => told.exited('producer-1'), arrive: () => {} })],
      [endsAfter(2, 'Error: send failed')],
    ],
  },
];
