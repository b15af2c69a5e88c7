import { defineCheck, failed, passed } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { listOf, ordersIn, printsOn } from '../../../orders/checks/orders.ts';
import { nameOf } from '../blockers.ts';
import {
  assignmentAt,
  blockedMoment,
  describe,
  evidenceOf,
  idleMemberWatched,
  scalingOf,
  shares,
  topicOf,
} from '../scaling.ts';

/**
 * With five members, four own one partition each; exactly one, whichever, owns none, is a member, stays up, and prints none
 * of the records produced after that assignment was complete.
 *
 * Sound: ownership is what the coordinator sent to each process (wire), and its description of the group agrees. A print
 * counts only before the idle member's next assignment, and only of a record appended after the five were complete and a
 * first record of each partition had been printed by then, which ends a Fetch that the idle member may still have had open
 * on a partition it had lost; an exit only before the grader asked for it.
 */
export const fifthMemberIdles = defineCheck({
  id: 'group.fifth-member-idles',
  programs: ['consumer'],
  scenarios: ['scaling', 'reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value', 'group.four-members-one-each'],
  judge(history) {
    const blocked = blockedMoment(history, 'five-members');
    if (blocked) return blocked;
    const five = assignmentAt(history, 'five-members');
    if (!five) throw new Error('five members are neither reached nor given up');
    const scenario = scalingOf(history);
    const evidence = evidenceOf(five, scenario);
    const idle = five.members.find(({ partitions }) => partitions.length === 0)?.process;
    if (!five.reached || shares(five).join() !== '1,1,1,1,0' || !idle) {
      return failed({
        proof: five.reached ? 'seen' : 'missing',
        reason: five.reached
          ? `Five members own ${shares(five).join(' + ')} partitions (${describe(five)}).`
          : `Five members never came to a complete assignment; the last state was ${describe(five)}.`,
        expected: 'four members with one partition each, one with none',
        actual: describe(five),
        evidence,
      });
    }
    const nextAssigned = idle.timeline
      .of('assigned')
      .find(({ seq, partitions }) => seq > five.seq && partitions.length > 0);
    const until = nextAssigned?.seq ?? Number.POSITIVE_INFINITY;
    const watchedSeq = scenario.mark(idleMemberWatched)?.seq ?? five.seq;
    const producedAfter = new Set(
      ordersIn(scenario, topicOf(scenario)).flatMap(({ orderId, record }) =>
        record.seq > watchedSeq ? [orderId] : [],
      ),
    );
    const printed = idle.lines
      .filter(({ seq }) => seq < until)
      .flatMap(printsOn)
      .filter(({ orderId }) => producedAfter.has(orderId));
    const [first] = printed;
    if (first) {
      return failed({
        proof: 'seen',
        reason: `${nameOf(idle)} owns no partition, yet printed ${printed.length} records produced after that (${listOf(printed.map(({ orderId }) => orderId))}).`,
        expected: 'nothing printed by the member without partitions',
        actual: `${printed.length} records printed`,
        evidence: [...evidence, first.line.seq],
      });
    }
    if (idle.endedByItself && (idle.exited?.seq ?? 0) < until) {
      return failed({
        proof: 'seen',
        reason: `${nameOf(idle)} owns no partition and did not stay up: ${endOf(idle)}.`,
        expected: 'the member without partitions waits for its turn',
        actual: endOf(idle),
        location: placeOfEnd(idle),
        evidence: [...evidence, ...exitSeqs(idle)],
      });
    }
    return passed(`${nameOf(idle)} idles (${describe(five)}).`, evidence);
  },
});
