import type { ReportedGrade } from '../report.ts';
import { scoreOf } from '../words.ts';

/** The sentence that a step fails with; null for full marks. */
export function failureOf(grade: ReportedGrade): string | null {
  if (!grade.final) return notGraded('not every check could be decided.');
  if (grade.score >= grade.maxScore) return null;
  const counted = grade.checks.filter((check) => check.shown !== 'title');
  const lost = counted.filter(({ points, maxPoints }) => (points ?? 0) < maxPoints).length;
  const checks = lost === 1 ? '1 check' : `${lost} checks`;
  return `${scoreOf(grade)}: ${checks} lost points. The annotations and the summary of this job say why.`;
}

/** Said where there is no grade to go by; `why` is a sentence or more. */
export function notGraded(why: string): string {
  return `Not graded, through no fault of the submission: ${why} Run the job again.`;
}
