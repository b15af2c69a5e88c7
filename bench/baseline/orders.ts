import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const orderSchema = z.looseObject({ orderId: z.string(), customerId: z.string() });
export type Order = z.infer<typeof orderSchema>;

let made = 0;

export function makeOrder(): Order {
  made += 1;
  return {
    orderId: `ord-${randomUUID()}`,
    customerId: `c-0${made % 8}`,
    amount: (made * 837) / 100,
    items: [{ sku: 'Grüner Tee お茶', qty: (made % 5) + 1 }],
    ship: { city: 'Zürich', geo: { lat: 47.36667, checked: made % 2 === 0 } },
    coupon: null,
    note: 'say "hi"\nplease',
  };
}

export function makeOrders(count: number): Order[] {
  return Array.from({ length: count }, makeOrder);
}

/** The order in a line of output, whatever stands before or after it. */
export function orderIn(line: string): Order | null {
  const end = line.lastIndexOf('}') + 1;
  for (let start = line.indexOf('{'); start !== -1 && start < end; start = line.indexOf('{', start + 1)) {
    const order = parseOrder(line.slice(start, end));
    if (order) return order;
  }
  return null;
}

export function parseOrder(text: string): Order | null {
  try {
    return orderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export function idsOf(orders: readonly Order[]): string[] {
  return orders.map(({ orderId }) => orderId).sort();
}

/** An orders file with blank lines among the orders. */
export async function writeOrdersFile(orders: readonly Order[]): Promise<string> {
  const file = join(tmpdir(), `orders-${randomUUID()}.jsonl`);
  const lines = orders.map((order, index) => (index % 7 === 3 ? `\n${JSON.stringify(order)}` : JSON.stringify(order)));
  await writeFile(file, `${lines.join('\n')}\n\n`);
  return file;
}
