/** What was printed, left out or overtaken. */
import { misread } from '../../../../graders/orders/hints/garbled.ts';
import { everywhere, orderAt, type Story } from '../../../support/story.ts';
import { type Act, reading } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const json = (place: string) => JSON.stringify(orderAt(place));

const never: Act = () => {};

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

export const printing: HintCase[] = [
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
    mistake: 'buffer-printed',
    on: 'consume.decodes-json',
    says: "as the bytes that it arrived as (b'…')",
    proves: [readingPrints((place) => `b'{"orderId":"${orderAt(place).orderId}","city":"Z\\xc3\\xbcrich"}'`)],
    nearly: [
      [readingPrints((place) => `b'${JSON.stringify(orderAt(place))}'`)],
      [readingPrints((place) => `{"orderId":"${orderAt(place).orderId}","city":"Z\\xc3\\xbcrich"}`)],
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
      reading({
        start: (told) => told.started('consumer-1', { reset: null }).tell(floods),
        begin: never,
        print: never,
        stop: never,
      }),
    ],
    nearly: [[reading({ print: (told) => told.prints('consumer-1', ...everywhere('0')).tell(floods), stop: never })]],
  },
  {
    mistake: 'ends-by-itself',
    on: 'consume.prints-every-value',
    says: 'is there a disconnect() behind run()?',
    proves: [
      reading({
        print: (told) => told.prints('consumer-1', ...everywhere('0')),
        stop: (told) => told.left('consumer-1').exited('consumer-1'),
      }),
    ],
    nearly: [[]],
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
      [printsInOrder(['P0:0', 'P0:2', 'P0:1'], ['P0:0-2', 'P0:0-1'])],
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
