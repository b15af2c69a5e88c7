import type { Grade } from '../grade/grade.ts';

/** 0: everything reached, 1: points lost, 2: not final, which says nothing about the points. */
export function exitCodeOf({ final, score, maxScore }: Pick<Grade, 'final' | 'score' | 'maxScore'>): 0 | 1 | 2 {
  if (!final) return 2;
  return score === maxScore ? 0 : 1;
}
