import { type Comparison, compareGrades } from './compare-grades.ts';
import type { Grade } from './grade.ts';

/** What a grading has left: one grade, or those of a batch by the submission's id. */
export type Grading = { of: 'one'; grade: Grade } | { of: 'batch'; grades: ReadonlyMap<string, Grade> };

export interface GradingsComparison {
  same: boolean;
  /** What both have graded; in a batch by id. */
  submissions: Comparison[];
  /** Ids that only the earlier batch has graded, and only the later one. */
  onlyBefore: string[];
  onlyAfter: string[];
}

/** Two grades whatever their ids, or two batches id by id; null for a grade and a batch. */
export function compareGradings(before: Grading, after: Grading): GradingsComparison | null {
  if (before.of === 'one' && after.of === 'one') {
    const comparison = compareGrades(before.grade, after.grade);
    return { same: comparison.same, submissions: [comparison], onlyBefore: [], onlyAfter: [] };
  }
  if (before.of === 'batch' && after.of === 'batch') return compareBatches(before.grades, after.grades);
  return null;
}

function compareBatches(before: ReadonlyMap<string, Grade>, after: ReadonlyMap<string, Grade>): GradingsComparison {
  const onlyBefore = [...before.keys()].filter((id) => !after.has(id)).sort();
  const onlyAfter = [...after.keys()].filter((id) => !before.has(id)).sort();
  const submissions = [...before.keys()].sort().flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    return was && is ? [{ ...compareGrades(was, is), submission: id }] : [];
  });
  return {
    same: onlyBefore.length + onlyAfter.length === 0 && submissions.every(({ same }) => same),
    submissions,
    onlyBefore,
    onlyAfter,
  };
}
