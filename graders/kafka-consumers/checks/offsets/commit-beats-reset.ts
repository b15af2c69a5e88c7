import {
  defineCheck,
  failed,
  type History,
  inconclusive,
  type ProcessHistory,
  passed,
  type ScenarioHistory,
  type Verdict,
} from 'kafka-grader/check';
import { ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByGroup, blockedByLosses, blockedByNotReading, leavesOutSome, nameOf } from '../blockers.ts';
import { type Reading, readingOf } from '../reading.ts';

/**
 * A group with offsets committed in mid-log: under both policies, the first fetch and the first print are at the commit.
 *
 * Sound: the offsets are the grader's own, committed and acknowledged while the group had no member, so that no commit of
 * the student's can be in them; where the process began is the offset of its first Fetch request for each partition.
 */
export const commitBeatsReset = defineCheck({
  id: 'offsets.commit-beats-reset',
  programs: ['consumer'],
  scenarios: ['committed', 'reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedByGroup(history);
    if (blocked) return blocked;
    const scenario = history.scenario('committed');
    const consumers = scenario.ofRole('consumer');
    const verdicts = consumers.map((process) => judgeOne(history, scenario, process));
    const [decisive] = [
      ...verdicts.filter(({ status }) => status === 'failed'),
      ...verdicts.filter(({ status }) => status !== 'passed'),
    ];
    if (!decisive && consumers.length < 2) return inconclusive('A consumer was not started.');
    return (
      decisive ??
      passed(
        'With latest and with earliest, reading began at the committed offset of each partition.',
        verdicts.flatMap(({ evidence }) => evidence),
      )
    );
  },
});

function judgeOne(history: History, scenario: ScenarioHistory, process: ProcessHistory): Verdict {
  const committed = scenario.timeline.of('offsets-set').findLast(({ seq }) => seq < process.startedSeq);
  if (!committed) return inconclusive('No offsets were committed for the group.');
  const reading = readingOf(scenario, process);
  const who = `${nameOf(process)} of a group with committed offsets and ${process.settings.reset}`;
  for (const [partition, offset] of committed.offsets.entries()) {
    const began = reading.positions.get(partition);
    if (!began || began.offset === offset) continue;
    const log = ordersIn(scenario, reading.topic).filter((order) => order.partition === partition);
    return failed({
      proof: 'seen',
      reason: `${who} began to read at ${placeOf(began)}, although offset ${offset} of the partition was committed (the log had ${log.length} records).`,
      expected: committed.offsets.map((each, index) => placeOf({ partition: index, offset: each })).join(', '),
      actual: [...reading.positions.values()].map(placeOf).sort().join(', '),
      evidence: [committed.seq, process.startedSeq, began.seq],
    });
  }
  const unread = blockedByNotReading(reading, { toPrint: true });
  if (unread) return unread;
  return firstPrintsAtCommit(history, scenario, reading, committed) ?? passed('', [committed.seq, process.startedSeq]);
}

/** It fetched from the right place: what it then left out first is judged only where it leaves out nothing elsewhere. */
function firstPrintsAtCommit(
  history: History,
  scenario: ScenarioHistory,
  { process, topic, prints }: Reading,
  { offsets, seq }: { offsets: readonly number[]; seq: number },
): Verdict | null {
  for (const order of ordersIn(scenario, topic)) {
    const committed = offsets[order.partition];
    const print = prints.get(order.orderId);
    if (committed === undefined || (order.offset === committed) === (print !== undefined)) continue;
    if (order.offset < committed && print) {
      return failed({
        proof: 'seen',
        reason: `${nameOf(process)} printed ${order.orderId} at ${placeOf(order)}, although offset ${committed} of the partition was committed.`,
        expected: `nothing before ${placeOf({ partition: order.partition, offset: committed })}`,
        actual: placeOf(order),
        evidence: [seq, order.record.seq, print.line.seq],
      });
    }
    if (order.offset !== committed || leavesOutSome(history, process, { printed: prints.size })) continue;
    return (
      blockedByLosses(history) ??
      failed({
        proof: 'missing',
        reason: `${nameOf(process)} began to read at the committed offset, yet never printed ${order.orderId}, which lies there (${placeOf(order)}).`,
        expected: `${order.orderId} printed first`,
        actual: 'it was not printed',
        evidence: [seq, process.startedSeq, order.record.seq],
      })
    );
  }
  return null;
}
