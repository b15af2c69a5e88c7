import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from 'kafka-grader';
import { makeOrder } from './orders.ts';

/** Writes an orders file as a producer may get it, blank lines among the orders; the environment variable that names it. */
export async function giveOrders(
  stage: Stage,
  options: { count: number; customers: number },
): Promise<Record<string, string>> {
  const orders = Array.from({ length: options.count }, () =>
    JSON.stringify(makeOrder(stage.random, options.customers)),
  );
  const file = join(stage.folder, `orders-${stage.random.hex(6)}.jsonl`);
  const lines = orders.flatMap((order, index) => (index % 7 === 3 ? ['', order] : [order]));
  await writeFile(file, `${lines.join('\n')}\n\n`);
  stage.ordersGiven(file, orders);
  return { ORDERS_FILE: file };
}
