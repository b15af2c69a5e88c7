import type { CheckResult, Grade } from '../grade/grade.ts';
import type { Visibility } from '../grade/rubric.ts';
import type { Audience, ReportedCheck, ReportedGrade, WholeCheck } from './report.ts';

/** Whom a report is for, and whether the work is due: then students see what was kept from them until then. */
export interface Reader {
  audience: Audience;
  due: 'before' | 'after';
}

const blockedByWithheld = 'Another check, whose result is not shown, left nothing to judge here.';

/** The grade with only what the reader may see in it. */
export function gradeFor(reader: Reader, { checks, hiddenPoints, ...grade }: Grade): ReportedGrade {
  const reported = checks.map(
    (check): ReportedCheck =>
      maySee(reader, check.visibility)
        ? { shown: 'whole', ...tellTo(reader, check, checks) }
        : withheld(check, hiddenPoints),
  );
  const counted = reported.filter((check) => check.shown !== 'title');
  return {
    ...grade,
    checks: reported,
    score: counted.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxScore: counted.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
  };
}

/**
 * The checks of an instructor's report, each as whoever may see it will see it: for systems that hide checks by
 * themselves.
 */
export function asEachIsSeen(checks: readonly ReportedCheck[]): WholeCheck[] {
  const known = checks.filter((check) => check.shown === 'whole');
  return known.map((check) => ({ shown: 'whole', ...tellTo(firstReaderOf(check.visibility), check, known) }));
}

/** The check, and nothing in it of one that the reader may not see. */
function tellTo(reader: Reader, check: CheckResult, checks: readonly CheckResult[]): CheckResult {
  const blocker = checks.find(({ id }) => id === check.blockedBy);
  if (!blocker || maySee(reader, blocker.visibility)) return check;
  return { ...check, blockedBy: null, reason: blockedByWithheld, evidence: [] };
}

function maySee({ audience, due }: Reader, visibility: Visibility): boolean {
  if (audience === 'instructor') return true;
  switch (visibility) {
    case 'visible':
      return true;
    case 'after-due':
      return due === 'after';
    case 'hidden':
      return false;
  }
}

/** Of all who may see a check, the one who may see the least of the others. */
function firstReaderOf(visibility: Visibility): Reader {
  switch (visibility) {
    case 'visible':
      return { audience: 'student', due: 'before' };
    case 'after-due':
      return { audience: 'student', due: 'after' };
    case 'hidden':
      return { audience: 'instructor', due: 'after' };
  }
}

function withheld(
  { id, title, maxPoints, visibility, points }: CheckResult,
  hiddenPoints: Grade['hiddenPoints'],
): ReportedCheck {
  const known = { id, title, maxPoints, visibility };
  return hiddenPoints === 'shown' ? { ...known, shown: 'points', points } : { ...known, shown: 'title' };
}
