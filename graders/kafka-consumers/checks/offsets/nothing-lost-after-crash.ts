import { defineCheck, failed, inconclusive, passed, type ScenarioHistory, skipped } from 'kafka-grader/check';
import { type LoggedOrder, listOf, ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByGroup, blockedByLosses, blockedByNotReading, blockedByUnaskedEnd, nameOf } from '../blockers.ts';
import { commitAhead, lostInCrash } from '../crashing.ts';
import { type Reading, readingOf } from '../reading.ts';
import { startOf } from '../settings.ts';

/**
 * Killed while reading and started again: no record is missing in what the two runs printed together.
 *
 * Sound: the first run's output is read from its file when the process is gone, so it is all that it ever handed to print;
 * its last commits are those that the broker accepted, on the wire. A record counts as lost only if the second run began
 * behind it, or was alone and had the time to print it. Records printed twice are allowed.
 */
export const nothingLostAfterCrash = defineCheck({
  id: 'offsets.nothing-lost-after-crash',
  programs: ['consumer'],
  scenarios: ['crash', 'reading', 'latest', 'live'],
  dependsOn: [
    'consume.uses-settings',
    'consume.prints-every-value',
    'offsets.earliest-reads-history',
    'shutdown.leaves-group',
  ],
  judge(history) {
    const blocked = blockedByGroup(history);
    if (blocked) return blocked;
    const scenario = history.scenario('crash');
    const [killed, again] = [scenario.process('consumer-1'), scenario.process('consumer-2')];
    if (!killed) return inconclusive('The consumer was not started.');
    const before = readingOf(scenario, killed);
    const notRead = blockedByNotReading(before, { toPrint: true }) ?? blockedByUnaskedEnd(history, killed);
    if (notRead) return notRead;
    if (!again) return inconclusive('The consumer was not started again.');
    const after = readingOf(scenario, again);
    const orders = ordersIn(scenario, before.topic);
    const lost = lostInCrash(scenario, before, after);
    const [first] = lost;
    if (!first) {
      const twice = orders.filter(({ orderId }) => before.prints.has(orderId) && after.prints.has(orderId));
      return passed(
        `Killed after ${before.prints.size} of ${orders.length} orders and started again, the consumer printed all the others (${twice.length} twice, which a crash allows).`,
        [killed.startedSeq, ...(killed.signalled ? [killed.signalled.seq] : []), again.startedSeq],
      );
    }
    const elsewhere = blockedByLosses(history) ?? blockedByNotReading(after, { toPrint: false });
    if (elsewhere) return elsewhere;
    return judgeLoss(scenario, before, after, lost) ?? judgeStart(history.scenario('reading'), after, lost, first);
  },
});

function judgeLoss(scenario: ScenarioHistory, before: Reading, after: Reading, lost: readonly LoggedOrder[]) {
  const commit = commitAhead(scenario, before, after, lost);
  if (!commit) return null;
  const { last, order, committed, began } = commit;
  const upTo = last ? `only up to ${placeOf(last)}` : 'nothing of that partition';
  return failed({
    proof: 'seen',
    reason: `When it was killed, ${nameOf(before.process)} had committed ${placeOf(committed)}, but had printed ${upTo}: ${lost.length === 1 ? '1 order is' : `${lost.length} orders are`} lost (${listOf(lost.map((each) => `${each.orderId} at ${placeOf(each)}`))}), since the next run began at ${placeOf(began)}.`,
    expected: 'no commit beyond what was printed',
    actual: `${lost.length === 1 ? '1 order' : `${lost.length} orders`} committed and never printed`,
    evidence: [
      ...(last ? [before.prints.get(last.orderId)?.line.seq ?? last.record.seq] : []),
      committed.seq,
      order.record.seq,
      began.seq,
    ],
  });
}

/** No commit explains it: the second run began somewhere else by itself, or read on and did not print. */
function judgeStart(reading: ScenarioHistory, after: Reading, lost: readonly LoggedOrder[], first: LoggedOrder) {
  const began = after.positions.get(first.partition);
  const isBehind = began !== undefined && began.offset > first.offset;
  if (isBehind && startOf(reading)?.start === 'latest') {
    return skipped(
      'offsets.earliest-reads-history',
      `${nameOf(after.process)} began at the end of a partition without a commit, as this consumer does with earliest, too.`,
      [began.seq],
    );
  }
  return failed({
    proof: isBehind ? 'seen' : 'missing',
    reason: `After the crash ${lost.length} orders were never printed (${listOf(lost.map((order) => `${order.orderId} at ${placeOf(order)}`))})${isBehind ? `, because ${nameOf(after.process)} began at ${placeOf(began)}, behind them` : ''}.`,
    expected: 'every order printed by one of the two runs',
    actual: `${lost.length} orders missing`,
    evidence: [after.process.startedSeq, first.record.seq, ...(began ? [began.seq] : [])],
  });
}
