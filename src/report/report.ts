/** What every rendering of a grade is made from: plain data, the same after a round trip through JSON. */
import type { CheckResult, Grade } from '../grade/grade.ts';
import type { Story } from './story/story.ts';

/** Whom a report is for: what a student must not see is not in a student's report at all. */
export const audiences = ['student', 'instructor'] as const;
export type Audience = (typeof audiences)[number];

export interface Report {
  audience: Audience;
  grade: ReportedGrade;
  /** One per scenario that was played, in the order in which they began; empty where only the grade is left. */
  stories: readonly Story[];
  /** The evidence of the checks in words, at least its beginning. */
  witnesses: readonly Witness[];
  /** The pages that the checks of this report refer to. */
  pages: readonly Page[];
}

/** A grade as its audience may see it: `score` and `maxScore` are those of the checks whose points are in it. */
export interface ReportedGrade extends Omit<Grade, 'checks' | 'hiddenPoints'> {
  checks: readonly ReportedCheck[];
}

export type ReportedCheck = WholeCheck | WithheldCheck;

export interface WholeCheck extends CheckResult {
  shown: 'whole';
}

/** A check whose result the audience may not see: at most what it earned (null where it is inconclusive). */
export type WithheldCheck = Pick<CheckResult, 'id' | 'title' | 'maxPoints' | 'visibility'> &
  ({ shown: 'points'; points: number | null } | { shown: 'title' });

/** A page of `docs/`, in Markdown. */
export interface Page {
  /** Relative to the package, without `.md`: `docs/checks/group.fifth-member-idles`. */
  path: string;
  text: string;
}

/** An observation that a check's `evidence` names. */
export interface Witness {
  seq: number;
  /** Since the scenario's beginning, where it has a story. */
  atMs: number;
  scenario: string | null;
  /** `consumer-3 left fraud_detection_group`. */
  says: string;
}
