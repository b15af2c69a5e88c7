/** What a killed consumer had committed and what it had printed. */
import type { Observed, ScenarioHistory } from 'kafka-grader/check';
import { type LoggedOrder, ordersIn } from '../../orders/checks/orders.ts';
import type { Reading } from './reading.ts';

export interface CommitAhead {
  committed: Observed<'committed'>;
  /** A lost order that the commit covers. */
  order: LoggedOrder;
  /** The last order of the partition that the killed run printed. */
  last: LoggedOrder | null;
  /** Where the next run began instead. */
  began: Observed<'positioned'>;
}

/** The first run had a commit accepted that covers what it had not printed, and the second began there. */
export function commitAhead(
  scenario: ScenarioHistory,
  before: Reading,
  after: Reading,
  lost: readonly LoggedOrder[],
): CommitAhead | null {
  const accepted = scenario.timeline
    .of('committed')
    .filter(({ process, error }) => error === null && process === before.process.name);
  for (const order of lost) {
    const committed = accepted.find(({ partition, offset }) => partition === order.partition && offset > order.offset);
    const began = after.positions.get(order.partition);
    if (!committed || !began || began.offset <= order.offset) continue;
    const last = ordersIn(scenario, before.topic).findLast(
      ({ partition, orderId }) => partition === order.partition && before.prints.has(orderId),
    );
    return { committed, order, last: last ?? null, began };
  }
  return null;
}

/** The orders that neither run printed. */
export function lostInCrash(scenario: ScenarioHistory, before: Reading, after: Reading): LoggedOrder[] {
  return ordersIn(scenario, before.topic).filter(
    ({ orderId }) => !before.prints.has(orderId) && !after.prints.has(orderId),
  );
}
