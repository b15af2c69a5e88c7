/** The world of the course: orders of a few customers, no two alike. */
import type { Random, StageRecord } from 'kafka-grader';

export interface Order {
  orderId: string;
  customerId: string;
  [field: string]: unknown;
}

const things = ['tea', 'Grüner Tee', 'お茶', 'café crème', 'чай "со льдом"', 'قهوة', '🫖 pot {large}'] as const;
const cities = ['Zürich', 'São Paulo', '東京', 'Łódź', 'Κέρκυρα', 'Reykjavík'] as const;

/** An order with nested, non-ASCII and numeric fields; any but the two ids may be missing. */
export function makeOrder(random: Random, customers = 8): Order {
  const order: Order = {
    orderId: `ord-${random.hex(10)}`,
    customerId: `c-${String(random.int(customers) + 1).padStart(2, '0')}`,
    amount: random.int(1_000_000) / 100,
  };
  if (random.int(4) > 0) {
    order['items'] = Array.from({ length: random.int(3) + 1 }, () => ({
      sku: random.pick(things),
      qty: random.int(5) + 1,
    }));
  }
  if (random.int(2) > 0) {
    order['ship'] = {
      city: random.pick(cities),
      geo: { lat: random.int(180_000_000) / 1e6 - 90, checked: random.int(2) > 0 },
    };
  }
  if (random.int(3) === 0) order['note'] = random.pick(['', 'say "hi"\nplease', 'back\\slash', '{"orderId":"not me"}']);
  if (random.int(3) === 0) order['serial'] = 2 ** 52 + random.int(1_000_000);
  if (random.int(4) === 0) order['coupon'] = null;
  return order;
}

/** An order of the two ids alone, for large numbers of them. */
export function makePlainOrder(random: Random): Order {
  return { orderId: `ord-${random.hex(10)}`, customerId: `c-0${random.int(8) + 1}` };
}

/** `perPartition` orders for each partition, taking turns. */
export function recordsFor(
  random: Random,
  options: { partitions: number; perPartition: number; make?: typeof makePlainOrder },
): StageRecord[] {
  return Array.from({ length: options.partitions * options.perPartition }, (_, index) =>
    recordIn(random, index % options.partitions, options.make),
  );
}

export function recordIn(random: Random, partition: number, make: (random: Random) => Order = makeOrder): StageRecord {
  const order = make(random);
  return { partition, key: order.customerId, value: JSON.stringify(order) };
}

/** An endless row of records, partition by partition. */
export function recordsInTurn(random: Random, partitions: number): () => StageRecord {
  let turn = 0;
  return () => {
    const record = recordIn(random, turn % partitions);
    turn += 1;
    return record;
  };
}
