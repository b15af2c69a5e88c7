import type { ClassMember } from '../grade/class-record.ts';
import { compareGrades } from '../grade/compare-grades.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';

/** What one output says of a submission; `grade` is null where it was not graded. */
export interface Result {
  /** The output folder. */
  from: string;
  member: ClassMember;
  grade: Grade | null;
}

/** Of two results for one id the more decided one, else the first. CANNOT_MERGE where both are final and differ. */
export function chooseResult(first: Result, second: Result): Result {
  if (first.grade?.final && second.grade?.final && !areSame(first.grade, second.grade)) {
    const { id } = first.member;
    const message = `${id} has another grade in ${first.from} than in ${second.from}; \`kafka-grader diff\` shows how they differ: leave one of them out.`;
    throw new GraderError('CANNOT_MERGE', message);
  }
  return standing(second) > standing(first) ? second : first;
}

function standing({ grade }: Result): number {
  if (grade === null) return 0;
  return grade.final ? 2 : 1;
}

function areSame(one: Grade, other: Grade): boolean {
  return one.submission.sha256 === other.submission.sha256 && compareGrades(one, other).same;
}
