import type { CheckResult, Grade } from '../grade/grade.ts';
import type { Audience, ReportedCheck, ReportedGrade } from './report.ts';

/** Whom a report is for, and whether the work is due: then students see what was kept from them until then. */
export interface Reader {
  audience: Audience;
  due: 'before' | 'after';
}

/** The grade with only what the reader may see in it. */
export function gradeFor(reader: Reader, { checks, hiddenPoints, ...grade }: Grade): ReportedGrade {
  const reported = checks.map((check) => (maySee(reader, check) ? whole(check) : withheld(check, hiddenPoints)));
  const counted = reported.filter((check) => check.shown !== 'title');
  return {
    ...grade,
    checks: reported,
    score: counted.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxScore: counted.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
  };
}

function maySee({ audience, due }: Reader, { visibility }: CheckResult): boolean {
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

function whole(check: CheckResult): ReportedCheck {
  return { shown: 'whole', ...check };
}

function withheld(
  { id, title, maxPoints, visibility, points }: CheckResult,
  hiddenPoints: Grade['hiddenPoints'],
): ReportedCheck {
  const known = { id, title, maxPoints, visibility };
  return hiddenPoints === 'shown' ? { ...known, shown: 'points', points } : { ...known, shown: 'title' };
}
