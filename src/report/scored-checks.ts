import { plain } from './plain.ts';
import type { ReportedCheck } from './report.ts';
import { inWholePoints } from './whole-points.ts';
import { explain, nameOf } from './words.ts';

/** A check as a system keeps it that knows tests with whole points: each text one line. */
export interface ScoredCheck {
  /** The check's title. */
  name: string;
  passed: boolean;
  points: number;
  maxPoints: number;
  message: string;
  /** In the submission; null where nothing is known. */
  file: string | null;
  line: number | null;
}

/** The checks whose points are in the report. What an undecided one earned is not for this: it counts as nothing. */
export function scoredChecks(checks: readonly ReportedCheck[]): ScoredCheck[] {
  const known = checks.filter((check) => check.shown !== 'title');
  const scores = inWholePoints(known.map(({ points, maxPoints }) => ({ points: points ?? 0, maxPoints })));
  return known.map((check, index) => {
    const { points, maxPoints } = scores[index] ?? { points: 0, maxPoints: 0 };
    const isWhole = check.shown === 'whole';
    const place = isWhole ? (check.location?.file ?? check.file) : null;
    return {
      name: nameOf(check.title),
      passed: isWhole ? check.status === 'passed' : check.points === check.maxPoints,
      points,
      maxPoints,
      message: explain(check).split('\n').join(' '),
      file: place === null ? null : plain(place),
      line: (isWhole && check.location?.line) || null,
    };
  });
}
