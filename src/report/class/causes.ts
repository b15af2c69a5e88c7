/** Why points were lost, and who lost them: by known mistakes, and by what checks say where no mistake is known. */
import { lostBy } from './check-rates.ts';
import type { CheckSummary, GradedMember } from './stored-class.ts';

export interface Cause {
  /** In the checks that failed by it and in those that it left nothing to judge in. */
  pointsLost: number;
  /** Of those, what the checks were worth that were skipped for it. */
  pointsSkipped: number;
  members: readonly GradedMember[];
}

export interface MistakeMade extends Cause {
  mistake: string;
  checks: readonly string[];
}

export interface ReasonGiven extends Cause {
  check: string;
  wording: string;
}

export interface Causes {
  mistakes: readonly MistakeMade[];
  reasons: readonly ReasonGiven[];
}

interface Tally {
  pointsLost: number;
  pointsSkipped: number;
  members: Set<GradedMember>;
  checks: Set<string>;
  wording: string;
}

/** What the most made comes first, among those what cost more. */
export function causesOf(members: readonly GradedMember[]): Causes {
  const mistakes = new Map<string, Tally>();
  const reasons = new Map<string, Tally>();
  for (const member of members) {
    const checks = new Map(member.grade.checks.map((check) => [check.id, check]));
    for (const check of member.grade.checks) {
      const root = rootOf(check, checks);
      if (root === null || (lostBy(check) === 0 && check.status !== 'failed')) continue;
      const [tallies, key] =
        root.mistake === null ? [reasons, `${root.id}\n${root.wording}`] : [mistakes, root.mistake];
      count(tallies, key, { check, root, member });
    }
  }
  return {
    mistakes: inOrder(mistakes).map(([mistake, tally]) => ({ mistake, checks: [...tally.checks], ...causeOf(tally) })),
    reasons: inOrder(reasons).map(([, tally]) => ({
      check: [...tally.checks].join(),
      wording: tally.wording,
      ...causeOf(tally),
    })),
  };
}

function count(
  tallies: Map<string, Tally>,
  key: string,
  { check, root, member }: { check: CheckSummary; root: CheckSummary; member: GradedMember },
): void {
  const tally = tallies.get(key) ?? newTally(root);
  tallies.set(key, tally);
  tally.pointsLost += lostBy(check);
  if (check !== root) tally.pointsSkipped += lostBy(check);
  tally.members.add(member);
  tally.checks.add(root.id);
}

function newTally({ wording }: CheckSummary): Tally {
  return { pointsLost: 0, pointsSkipped: 0, members: new Set(), checks: new Set(), wording: wording ?? '' };
}

/** The check whose failure it comes down to; null where none failed. */
function rootOf(check: CheckSummary, checks: ReadonlyMap<string, CheckSummary>): CheckSummary | null {
  const passed = new Set<CheckSummary>();
  let root: CheckSummary | undefined = check;
  while (root?.status === 'skipped' && root.blockedBy !== null && !passed.has(root)) {
    passed.add(root);
    root = checks.get(root.blockedBy);
  }
  return root?.status === 'failed' ? root : null;
}

function inOrder(tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  return [...tallies].sort(
    ([, one], [, other]) => other.members.size - one.members.size || other.pointsLost - one.pointsLost,
  );
}

function causeOf({ pointsLost, pointsSkipped, members }: Tally): Cause {
  return { pointsLost, pointsSkipped, members: [...members] };
}
