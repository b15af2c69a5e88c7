import { defineCheck, failed, inconclusive, passed, skipped } from 'kafka-grader/check';
import { endOf } from '../../../orders/checks/ending.ts';
import { listOf, ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import {
  blockedByEnding,
  blockedByLosses,
  blockedByNotReading,
  blockedBySettings,
  leavesOutSome,
  nameOf,
} from '../blockers.ts';
import { readingOf } from '../reading.ts';
import { startOf } from '../settings.ts';

/**
 * Two groups on one topic: the consumer of each prints everything.
 *
 * Sound: each consumer was alone in a group of its own, and fetched from every partition before the last records were
 * written. What it leaves out as it does when it is the only consumer is another check's business.
 */
export const groupsAreIndependent = defineCheck({
  id: 'group.groups-are-independent',
  programs: ['consumer'],
  scenarios: ['two-groups', 'reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const scenario = history.scenario('two-groups');
    const { began } = scenario;
    if (began?.insisted?.group) {
      return skipped(
        'consume.uses-settings',
        `The consumer joins the group "${began.insisted.group}" whatever it is given, so that there can be no second one.`,
        [began.seq],
      );
    }
    const consumers = scenario.ofRole('consumer');
    if (consumers.length < 2) return inconclusive('A consumer was not started.');
    const ended = blockedByEnding(history, consumers);
    if (ended) return ended;
    const begins = startOf(history.scenario('reading'))?.start ?? 'earliest';
    for (const process of consumers) {
      const reading = readingOf(scenario, process);
      const unread = blockedByNotReading(reading, { toPrint: false });
      if (unread) return unread;
      // Whoever begins at the end in every group is asked for what came after that.
      const orders = begins === 'earliest' ? ordersIn(scenario, reading.topic) : reading.reachable;
      const missing = orders.filter(({ orderId }) => !reading.prints.has(orderId));
      const [first] = missing;
      if (!first) continue;
      const printed = orders.length - missing.length;
      if (leavesOutSome(history, process, { printed })) continue;
      const losses = blockedByLosses(history);
      if (losses) return losses;
      const others = consumers.filter((other) => other !== process);
      const began = reading.positions.get(first.partition);
      const passedOver = began !== undefined && began.offset > first.offset;
      return failed({
        proof: passedOver ? 'seen' : 'missing',
        reason: `${nameOf(process)} of the group "${process.settings.group}" never printed ${missing.length} of the ${orders.length} orders of the topic (${listOf(missing.map((order) => `${order.orderId} at ${placeOf(order)}`))})${passedOver ? `, because it began at ${placeOf(began)}` : ''}, while ${others.map((other) => `${nameOf(other)} read the same topic in the group "${other.settings.group}"`).join(' and ')}; ${endOf(process)}.`,
        expected: `${orders.length} orders printed in each group`,
        actual: `${printed} printed by ${nameOf(process)}`,
        evidence: [...consumers.map(({ startedSeq }) => startedSeq), first.record.seq, ...(began ? [began.seq] : [])],
      });
    }
    return passed(
      'Two consumers of different groups each printed every order of the topic.',
      consumers.map(({ startedSeq }) => startedSeq),
    );
  },
});
