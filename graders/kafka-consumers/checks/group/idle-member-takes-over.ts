import { defineCheck, failed, passed, skipped } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { firstPrints, ordersIn } from '../../../orders/checks/orders.ts';
import { blockedByLosses, nameOf } from '../blockers.ts';
import { partitionsText } from '../reading.ts';
import { assignmentAt, blockedMoment, describe, evidenceOf, scalingOf, topicOf } from '../scaling.ts';

/**
 * An owner leaves: the idle member gets a partition and prints a record produced after that.
 *
 * Sound: the owner is gone, and where it did not leave by itself the grader has taken its member out of the group, so the
 * idle one is judged by what it does and not by how the owner left.
 */
export const idleMemberTakesOver = defineCheck({
  id: 'group.idle-member-takes-over',
  programs: ['consumer'],
  scenarios: ['scaling', 'reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value', 'group.fifth-member-idles'],
  judge(history) {
    const five = assignmentAt(history, 'five-members');
    const idle = five?.reached ? five.members.find(({ partitions }) => partitions.length === 0)?.process : undefined;
    const blocked = blockedMoment(history, 'owner-left');
    if (blocked && !(blocked.status === 'inconclusive' && !idle)) return blocked;
    const scenario = scalingOf(history);
    if (!idle) {
      return skipped(
        'group.fifth-member-idles',
        'No member was idle, so none could take over.',
        five ? evidenceOf(five, scenario) : [],
      );
    }
    const after = assignmentAt(history, 'owner-left');
    if (!after) throw new Error('the leaving of an owner is neither reached nor given up');
    const evidence = evidenceOf(after, scenario);
    const taken = after.ownership.ownedBy(idle.name);
    if (taken.length === 0) {
      return failed({
        proof: 'missing',
        reason: `An owner left, but ${nameOf(idle)}, which had idled, got no partition (${describe(after)}); ${endOf(idle)}.`,
        expected: `a partition for ${nameOf(idle)}`,
        actual: describe(after),
        location: placeOfEnd(idle),
        evidence: [...evidence, ...exitSeqs(idle)],
      });
    }
    const prints = firstPrints(idle);
    const fresh = ordersIn(scenario, topicOf(scenario)).filter(
      ({ record, partition }) => record.seq > after.seq && taken.includes(partition),
    );
    const print = fresh.flatMap(({ orderId }) => prints.get(orderId) ?? []).at(0);
    if (print)
      return passed(`${nameOf(idle)} took over ${partitionsText(taken)} and printed ${print.orderId}.`, [
        ...evidence,
        print.line.seq,
      ]);
    const losses = blockedByLosses(history);
    if (losses) return losses;
    return failed({
      proof: 'missing',
      reason: `${nameOf(idle)} took over ${partitionsText(taken)}, but printed none of the ${fresh.length} records produced there after that; ${endOf(idle)}.`,
      expected: 'a record printed from the partition taken over',
      actual: 'none',
      location: placeOfEnd(idle),
      evidence: [...evidence, ...fresh.slice(0, 10).map(({ record }) => record.seq), ...exitSeqs(idle)],
    });
  },
});
