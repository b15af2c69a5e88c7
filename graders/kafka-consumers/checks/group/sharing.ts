import { type Check, defineCheck, failed, passed } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { nameOf } from '../blockers.ts';
import {
  assignmentAt,
  blockedMoment,
  describe,
  evidenceOf,
  lostMember,
  type Moment,
  moments,
  scalingOf,
  shares,
} from '../scaling.ts';

/**
 * Members of one group share the partitions of a topic: 4, 2 + 2, 1 + 1 + 1 + 1.
 *
 * Sound: ownership is what the coordinator sent to each process (wire), and its own description of the group agrees. An
 * assignment counts once it is complete: every partition with one owner, all processes in one generation, no join pending.
 * Anything else is "not yet", and a fault only at a deadline with a healthy broker.
 */
function sharing(moment: Moment, wanted: readonly number[]): Check {
  return defineCheck({
    id: moments[moment].check,
    programs: ['consumer'],
    scenarios: ['scaling', 'reading', 'latest', 'live'],
    dependsOn: ['consume.uses-settings', 'consume.prints-every-value', ...precedingChecks(moment)],
    judge(history) {
      const blocked = blockedMoment(history, moment);
      if (blocked) return blocked;
      const assignment = assignmentAt(history, moment);
      if (!assignment) throw new Error(`the moment ${moment} is neither reached nor given up`);
      const evidence = evidenceOf(assignment, scalingOf(history));
      const own = shares(assignment);
      const found = `${members(wanted)} ${own.join(' + ')} partitions (${describe(assignment)}).`;
      if (assignment.reached && own.join() === wanted.join()) return passed(found, evidence);
      const ended = lostMember(assignment);
      return failed({
        proof: assignment.reached ? 'seen' : 'missing',
        reason: assignment.reached
          ? found
          : `The members never came to a complete assignment; the last state was ${describe(assignment)}${ended ? `; ${nameOf(ended)} is gone: ${endOf(ended)}` : ''}.`,
        expected: wanted.join(' + '),
        actual: describe(assignment),
        location: ended && placeOfEnd(ended),
        evidence: [...evidence, ...(ended ? exitSeqs(ended) : [])],
      });
    },
  });
}

function precedingChecks(moment: Moment): string[] {
  const { before } = moments[moment];
  return before ? [moments[before].check] : [];
}

function members(wanted: readonly number[]): string {
  return wanted.length === 1 ? 'One member owns' : `${wanted.length} members own`;
}

export const oneMemberReadsAll = sharing('one-member', [4]);
export const twoMembersShare = sharing('two-members', [2, 2]);
export const fourMembersOneEach = sharing('four-members', [1, 1, 1, 1]);
