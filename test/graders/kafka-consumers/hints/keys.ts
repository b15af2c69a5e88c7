/** Keys, and the order of what was sent. */
import { orderAt, type Story } from '../../../support/story.ts';
import { arriveWith, producing, sendsWith } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const keyedBy = (key: (place: string) => string | null): Story =>
  producing({ arrive: arriveWith((place) => ({ key: key(place) })) });

/** Where each order of the file comes to lie, in the order of the file. */
function lyingAt(places: readonly string[], count = 1): Story {
  return producing({
    exit: (told) => told.tell(sendsWith({ count })).exited('producer-1'),
    arrive: arriveWith((place, index) => ({ place: places[index] ?? place })),
  });
}

export const keys: HintCase[] = [
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
