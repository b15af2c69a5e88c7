/** What a class's report is made from: plain data, and of each grade only what the page needs, so that a thousand are little. */
import type { ClassMember, ClassRecord } from '../../grade/class-record.ts';
import type { CheckResult, Grade } from '../../grade/grade.ts';
import type { RubricEntry } from '../../grade/rubric.ts';
import type { Page } from '../report.ts';

export interface StoredClass {
  /** Null where none was written, as by a batch that was stopped. */
  record: ClassRecord | null;
  /** Its id; empty where nothing says it. */
  exercise: string;
  /** Those that were asked. */
  checks: readonly Pick<RubricEntry, 'id' | 'title' | 'points'>[];
  members: readonly StoredMember[];
  /** The pages of `docs/` on the checks and the mistakes. */
  pages: readonly Page[];
}

export type StoredMember = Pick<ClassMember, 'id' | 'handedInAt' | 'student'> & {
  /** Null where no record says it. */
  attempts: number | null;
} & (
    | { status: 'graded'; grade: GradeSummary; page: OwnPage }
    /** `why` is the grader's own fault or the machine's. */
    | { status: 'not-graded'; why: string; gradable: boolean }
  );

/** Whether a submission's page stands where that of the class can lead to it. */
export type OwnPage = 'there' | 'missing';

export type GradedMember = Extract<StoredMember, { status: 'graded' }>;

export interface GradeSummary extends Pick<Grade, 'score' | 'maxScore' | 'final' | 'durationMs'> {
  checks: readonly CheckSummary[];
  /** Those workflow files that are not as a student was given them. */
  workflows: NonNullable<Grade['repository']>['workflows'];
}

export interface CheckSummary
  extends Pick<CheckResult, 'id' | 'status' | 'points' | 'maxPoints' | 'mistake' | 'blockedBy'> {
  /** The reason without what differs from one submission to the next; null where the check did not fail or a mistake says more. */
  wording: string | null;
}

export function isGraded(member: StoredMember): member is GradedMember {
  return member.status === 'graded';
}
