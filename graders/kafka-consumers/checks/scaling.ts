/** The scaling story as its checks look at it: who was there at each of its moments, and what each owned. */

import {
  type History,
  inconclusive,
  isComplete,
  type Observed,
  type Ownership,
  ownershipOf,
  type ProcessHistory,
  type ScenarioHistory,
  type Skipped,
  skipped,
  type Verdict,
} from 'kafka-grader/check';
import { endOf } from '../../orders/checks/ending.ts';
import { blockedByEnding, blockedByGroup, calmReadings, nameOf } from './blockers.ts';
import { partitionsText } from './reading.ts';

/** A moment of the story, the processes that were members then, and the check that it decides. */
export const moments = {
  'one-member': { members: 1, check: 'group.one-member-reads-all', before: null },
  'two-members': { members: 2, check: 'group.two-members-share', before: 'one-member' },
  'four-members': { members: 4, check: 'group.four-members-one-each', before: 'two-members' },
  'five-members': { members: 5, check: 'group.fifth-member-idles', before: 'four-members' },
  'owner-left': { members: 4, check: 'group.idle-member-takes-over', before: 'five-members' },
} as const;
export type Moment = keyof typeof moments;

/** From here on the idle member of five must print nothing: its last open Fetch has been answered. */
export const idleMemberWatched = 'idle-member-watched';

export const partitionCount = 4;

export interface Assignment {
  seq: number;
  ownership: Ownership;
  members: readonly { process: ProcessHistory; partitions: readonly number[] }[];
}

export function scalingOf(history: History): ScenarioHistory {
  return history.scenario('scaling');
}

export function topicOf(scenario: ScenarioHistory): string {
  return scenario.topics[0]?.topic ?? '';
}

/** Who owned what when the moment was reached, or given up. Null if the story did not come so far. */
export function assignmentAt(history: History, moment: Moment): (Assignment & { reached: boolean }) | null {
  const scenario = scalingOf(history);
  const reached = scenario.mark(moment);
  const seq = (reached ?? scenario.mark(`${moment}-given-up`))?.seq;
  if (seq === undefined) return null;
  const ownership = ownershipOf(scenario.timeline.all, topicOf(scenario), seq);
  const members = membersAt(scenario, seq).map((process) => ({ process, partitions: ownership.ownedBy(process.name) }));
  return { seq, ownership, members, reached: reached !== null };
}

/** The consumers that had been started and not yet asked to stop. */
function membersAt(scenario: ScenarioHistory, seq: number): ProcessHistory[] {
  return scenario
    .ofRole('consumer')
    .filter(({ startedSeq, signalled }) => startedSeq < seq && !(signalled && signalled.seq < seq));
}

/** `consumer 1: P0 P1; consumer 2: P2 P3`. */
export function describe(assignment: Assignment): string {
  return assignment.members
    .map(({ process, partitions }) => {
      const owned = partitions.length > 0 ? partitionsText(partitions) : 'none';
      return `${nameOf(process)}: ${process.endedByItself ? 'ended' : owned}`;
    })
    .join('; ');
}

/** The member that ended by itself before the moment, if there is one: the others waited for it in vain. */
export function lostMember(assignment: Assignment): ProcessHistory | null {
  const lost = assignment.members.find(
    ({ process }) => process.endedByItself && process.exited !== null && process.exited.seq < assignment.seq,
  );
  return lost?.process ?? null;
}

/** How many partitions each member owned, largest first. */
export function shares(assignment: Assignment): number[] {
  return assignment.members.map(({ partitions }) => partitions.length).sort((a, b) => b - a);
}

/** The assignments (and the second witness) that prove who owned what. */
export function evidenceOf(assignment: Assignment, scenario: ScenarioHistory): number[] {
  const assigned = assignment.members.flatMap(({ process }) =>
    assignment.ownership.membersOf(process.name).flatMap(({ assignedSeq }) => assignedSeq ?? []),
  );
  const witness = lastDescribed(scenario, assignment.seq);
  return [...assigned, ...(witness ? [witness.seq] : []), assignment.seq].sort((a, b) => a - b);
}

/** Why a moment can't be judged on its own; null where it can. */
export function blockedMoment(history: History, moment: Moment): Verdict | null {
  const blocked = blockedByGroup(history);
  if (blocked) return blocked;
  const assignment = assignmentAt(history, moment);
  if (!assignment?.reached) {
    const absent = blockedByAbsence(history);
    if (absent) return absent;
  }
  if (!assignment) {
    const { before } = moments[moment];
    const notReached = `The story did not come so far as "${moment}".`;
    const { timeline } = scalingOf(history);
    const brokeOff = timeline.of('gave-up').at(-1) ?? timeline.first('scenario-ended');
    return before
      ? skipped(moments[before].check, notReached, brokeOff ? [brokeOff.seq] : [])
      : inconclusive(notReached);
  }
  const unread = readersOnly(assignment);
  if (unread || assignment.reached) return unread;
  const names = assignment.members.map(({ process }) => process.name);
  if (!isComplete(assignment.ownership, names, partitionCount)) return null;
  const witness = lastDescribed(scalingOf(history), assignment.seq);
  return inconclusive(
    `The wire shows a complete assignment (${describe(assignment)}), but the coordinator's own description never agreed with it.`,
    [assignment.seq, ...(witness ? [witness.seq] : [])],
  );
}

/** An owner that never fetched is a member in name only: what it does with its partitions is another check's business. */
function readersOnly(assignment: Assignment): Skipped | null {
  for (const { process, partitions } of assignment.members) {
    const fetched = new Set(process.timeline.of('positioned').map(({ partition }) => partition));
    const unread = partitions.filter((partition) => !fetched.has(partition));
    if (unread.length === 0) continue;
    const reason = `${nameOf(process)} owns ${partitionsText(unread)} but never fetched from there: ${endOf(process)}.`;
    return skipped('consume.prints-every-value', reason, [process.startedSeq]);
  }
  return null;
}

/** A consumer that ends by itself, or never comes to read, does so where it is alone too: it fails there. */
function blockedByAbsence(history: History): Skipped | null {
  const consumers = scalingOf(history).ofRole('consumer');
  const ended = blockedByEnding(history, consumers);
  if (ended) return ended;
  const silent = consumers.find((process) => !process.timeline.first('positioned'));
  const readsNowhere = calmReadings(history).every(({ reading }) => reading.positions.size === 0);
  if (!silent || !readsNowhere) return null;
  return skipped('consume.prints-every-value', `${nameOf(silent)} never came to read: ${endOf(silent)}.`, [
    silent.startedSeq,
  ]);
}

function lastDescribed(scenario: ScenarioHistory, untilSeq: number): Observed<'described'> | null {
  return (
    scenario.timeline
      .of('described')
      .filter(({ seq }) => seq <= untilSeq)
      .at(-1) ?? null
  );
}
