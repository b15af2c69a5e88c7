/**
 * Whether a folder earned the grade that is said to be its own, told from what the same checks make of the folder now. Only what
 * a grade is worth, and of which files, counts; where it was made, and by which version, only explains.
 */
import { type Comparison, compareGrades } from './compare-grades.ts';
import type { Grade } from './grade.ts';
import { type Inconsistency, inconsistenciesOf } from './inconsistencies.ts';
import type { Rubric } from './rubric.ts';

export interface Verification {
  /** Each check ends and counts as recorded, the recorded totals follow from its own checks, and the files are the same. */
  same: boolean;
  /** Whether both grades are: where one is not, nothing is confirmed and nothing refuted. */
  final: boolean;
  notFinal: Side[];
  sameFiles: boolean;
  /** What the recorded grade says of itself that no grader writes. */
  inconsistencies: Inconsistency[];
  /** The checks of the rubric in use that the recorded grade does not hold: nothing was asked of them. */
  notHeld: string[];
  /** The rubric in use has as many checks. */
  rubricChecks: number;
  recorded: GradeFacts;
  regraded: GradeFacts;
  comparison: Comparison;
}

export type Side = 'recorded' | 'regraded';

/** A grade without its checks. */
export type GradeFacts = Omit<Grade, 'checks'>;

export interface Verifying {
  recorded: Grade;
  /** What the folder gets now, for the checks that the recorded grade holds. */
  regraded: Grade;
  /** All that could be asked. */
  rubric: Rubric;
}

/** Was the recorded grade earned by what was graded again? */
export function verifyGrade({ recorded, regraded, rubric }: Verifying): Verification {
  const comparison = compareGrades(recorded, regraded);
  const inconsistencies = inconsistenciesOf(recorded);
  const sameFiles = recorded.submission.sha256 === regraded.submission.sha256;
  const notFinal: Side[] = [
    ...(recorded.final ? [] : ['recorded' as const]),
    ...(regraded.final ? [] : ['regraded' as const]),
  ];
  const held = new Set(recorded.checks.map(({ id }) => id));
  return {
    same: comparison.same && sameFiles && inconsistencies.length === 0,
    final: notFinal.length === 0,
    notFinal,
    sameFiles,
    inconsistencies,
    notHeld: rubric.map(({ id }) => id).filter((id) => !held.has(id)),
    rubricChecks: rubric.length,
    recorded: factsOf(recorded),
    regraded: factsOf(regraded),
    comparison,
  };
}

function factsOf({ checks: _, ...facts }: Grade): GradeFacts {
  return facts;
}
