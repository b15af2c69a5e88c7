import type { CheckResult, Grade } from './grade.ts';

/** Something that no grade says which a grader wrote: `says` is what stands in it. */
export type Inconsistency =
  | { of: 'score'; says: number; adds: number }
  | { of: 'maxScore'; says: number; adds: number }
  | { of: 'final'; says: boolean }
  /** The points are none that a check of this status and worth can have. */
  | ({ of: 'points' } & Pick<CheckResult, 'id' | 'status' | 'points' | 'maxPoints'>)
  | { of: 'twice'; id: string };

/** Where a grade does not follow from its own checks; empty for whatever `composeGrade` makes. */
export function inconsistenciesOf({ score, maxScore, final, checks }: Grade): Inconsistency[] {
  const points = checks.reduce((sum, check) => sum + (check.points ?? 0), 0);
  const maxPoints = checks.reduce((sum, check) => sum + check.maxPoints, 0);
  const isDecided = checks.every(({ status }) => status !== 'inconclusive');
  const ids = checks.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) < index));
  return [
    ...(score === points ? [] : [{ of: 'score', says: score, adds: points } as const]),
    ...(maxScore === maxPoints ? [] : [{ of: 'maxScore', says: maxScore, adds: maxPoints } as const]),
    ...(final === isDecided ? [] : [{ of: 'final', says: final } as const]),
    ...checks
      .filter((check) => !canHave(check))
      .map((check) => {
        const { id, status, points, maxPoints } = check;
        return { of: 'points', id, status, points, maxPoints } as const;
      }),
    ...[...repeated].map((id) => ({ of: 'twice', id }) as const),
  ];
}

/** A check that failed may have a share of its points, but never all of them. */
function canHave({ status, points, maxPoints }: CheckResult): boolean {
  if (maxPoints < 0) return false;
  switch (status) {
    case 'passed':
      return points === maxPoints;
    case 'failed':
      return points === 0 || (points !== null && points > 0 && points < maxPoints);
    case 'skipped':
      return points === 0;
    case 'inconclusive':
      return points === null;
  }
}
