/**
 * What two gradings of one submission disagree about. Only what a grade is worth counts as different: points, what may be
 * reached, how a check ended, whether it was asked at all. Wording, seeds and times don't; versions only explain.
 */
import type { CheckResult, Grade } from './grade.ts';

export interface Comparison {
  /** Its id in the later grade. */
  submission: string;
  exercise: string;
  same: boolean;
  before: Total;
  after: Total;
  /** Points, in checks that are decided on both sides or asked on one side alone. */
  gained: number;
  lost: number;
  /** Whether both judge what one and the same run showed. */
  run: 'same' | 'another';
  causes: Cause[];
  /** In the order of the later grade, then what only the earlier one holds. */
  changes: CheckChange[];
}

export type Total = Pick<Grade, 'score' | 'maxScore' | 'final'>;

/** A check that ended or counts otherwise; null on the side that did not ask it. */
export interface CheckChange {
  id: string;
  title: string;
  before: Ending | null;
  after: Ending | null;
}

export type Ending = Pick<CheckResult, 'status' | 'points' | 'maxPoints' | 'reason'>;

/** What may explain the difference: it is not the same on both sides. */
export interface Cause {
  of: (typeof causes)[number]['of'];
  before: string;
  after: string;
}

const causes = [
  { of: 'exercise', tell: ({ exercise }: Grade) => exercise },
  { of: 'submission', tell: ({ submission }: Grade) => submission.sha256 },
  { of: 'commit', tell: ({ submission }: Grade) => submission.commit ?? 'none' },
  { of: 'workflow', tell: ({ repository }: Grade) => repository && workflowsText(repository) },
  { of: 'rubric', tell: ({ grader }: Grade) => grader.rubricSha256 },
  { of: 'grader', tell: ({ grader }: Grade) => grader.version },
  { of: 'kafka', tell: ({ broker }: Grade) => `${broker.version} (${broker.kind})` },
  { of: 'node', tell: ({ grader }: Grade) => grader.node },
  { of: 'isolation', tell: ({ grader }: Grade) => grader.isolation },
] as const;

/** What a submission gained and lost from one grading to another, and what may explain it. */
export function compareGrades(before: Grade, after: Grade): Comparison {
  const changes = changesBetween(before.checks, after.checks);
  const gains = changes.flatMap((change) => gainOf(change) ?? []);
  return {
    submission: after.submission.id,
    exercise: after.exercise,
    same: changes.length === 0 && JSON.stringify(totalOf(before)) === JSON.stringify(totalOf(after)),
    before: totalOf(before),
    after: totalOf(after),
    gained: sum(gains.map((gain) => Math.max(gain, 0))),
    lost: sum(gains.map((gain) => Math.max(-gain, 0))),
    run: runOf(before) === runOf(after) ? 'same' : 'another',
    causes: causes.flatMap(({ of, tell }) => causeOf(of, tell(before), tell(after))),
    changes,
  };
}

/** None where one side does not say. */
function causeOf(of: Cause['of'], before: string | null, after: string | null): Cause[] {
  return before === null || after === null || before === after ? [] : [{ of, before, after }];
}

/** `.github/workflows/grade.yml 4f1c…`, or that there is none. */
function workflowsText({ workflows }: NonNullable<Grade['repository']>): string {
  return workflows.map(({ path, sha256 }) => `${path} ${sha256 ?? '(too large)'}`).join(', ') || 'none';
}

/** Points more than before, negative where they are fewer; null where one side is undecided, which is not zero. */
export function gainOf({ before, after }: Pick<CheckChange, 'before' | 'after'>): number | null {
  const earned = (ending: Ending | null) => (ending === null ? 0 : ending.points);
  const [was, is] = [earned(before), earned(after)];
  return was === null || is === null ? null : is - was;
}

function changesBetween(before: readonly CheckResult[], after: readonly CheckResult[]): CheckChange[] {
  const earlier = new Map(before.map((check) => [check.id, check]));
  const later = new Map(after.map((check) => [check.id, check]));
  return [...later.values(), ...before.filter(({ id }) => !later.has(id))]
    .map(({ id, title }) => ({ id, title, before: endingOf(earlier.get(id)), after: endingOf(later.get(id)) }))
    .filter((change) => !endTheSame(change));
}

function endTheSame({ before, after }: CheckChange): boolean {
  return before?.status === after?.status && before?.points === after?.points && before?.maxPoints === after?.maxPoints;
}

function endingOf(check: CheckResult | undefined): Ending | null {
  if (check === undefined) return null;
  const { status, points, maxPoints, reason } = check;
  return { status, points, maxPoints, reason };
}

function totalOf({ score, maxScore, final }: Grade): Total {
  return { score, maxScore, final };
}

/** A run has its own beginning, and its own seed but for those who choose one. */
function runOf({ startedAt, submission, grader }: Grade): string {
  return JSON.stringify([startedAt, submission.sha256, grader.seed]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
