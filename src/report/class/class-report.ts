import { type Causes, causesOf } from './causes.ts';
import { type CheckRate, checkRates } from './check-rates.ts';
import { type Bin, binsOf, type Spread, spreadOf } from './statistics.ts';
import { type GradedMember, isGraded, type StoredClass, type StoredMember } from './stored-class.ts';

/** All that is told of a class. */
export interface ClassReport extends Causes {
  stored: StoredClass;
  counts: {
    submissions: number;
    final: number;
    notFinal: number;
    notGraded: number;
    /** Those without a final grade that may get one if they are graded again. */
    resumable: number;
    /** Of those with a grade. */
    withoutPage: number;
    absent: number;
  };
  /** Of the final grades; null where there is none. */
  scores: { spread: Spread; bins: readonly Bin[]; maxScore: number; count: number } | null;
  checks: readonly CheckRate[];
  trouble: Trouble;
  time: Time;
  /** Those of whom the roster knows nothing; empty where there was no roster. */
  ownerless: readonly StoredMember[];
  /** Whose workflow files are not as a student was given them. */
  otherWorkflows: readonly GradedMember[];
  /** Best first; those without a grade last. */
  byScore: readonly StoredMember[];
}

/** What went wrong through no fault of a submission. */
export interface Trouble {
  notGraded: readonly Extract<StoredMember, { status: 'not-graded' }>[];
  /** With what could not be decided. */
  notFinal: readonly { member: GradedMember; checks: readonly string[] }[];
  /** Those that were begun more than once. */
  again: readonly StoredMember[];
}

export interface Time {
  /** Milliseconds from the beginning to the end; null where no record says it. */
  batchMs: number | null;
  /** Milliseconds per submission; null where none was graded. */
  spread: Spread | null;
  slowest: readonly GradedMember[];
}

const mostSlow = 5;

export function classReportOf(stored: StoredClass): ClassReport {
  const { record, members } = stored;
  const graded = members.filter(isGraded);
  const final = graded.filter(({ grade }) => grade.final);
  const trouble = troubleOf(members);
  const absent = record?.absent ?? [];
  const hasRoster = absent.length > 0 || members.some(({ student }) => student !== null);
  return {
    stored,
    counts: {
      submissions: members.length,
      final: final.length,
      notFinal: graded.length - final.length,
      notGraded: members.length - graded.length,
      resumable: trouble.notFinal.length + trouble.notGraded.filter(({ gradable }) => gradable).length,
      withoutPage: graded.filter(({ page }) => page === 'missing').length,
      absent: absent.length,
    },
    scores: scoresOf(final),
    checks: checkRates(stored.checks, graded),
    ...causesOf(graded),
    trouble,
    time: timeOf(graded, record?.durationMs ?? null),
    ownerless: hasRoster ? members.filter(({ student }) => student === null) : [],
    otherWorkflows: graded.filter(({ grade }) => grade.workflows.length > 0),
    byScore: [...graded.toSorted(byScore), ...members.filter((member) => !isGraded(member))],
  };
}

function scoresOf(final: readonly GradedMember[]): ClassReport['scores'] {
  const scores = final.map(({ grade }) => grade.score);
  const spread = spreadOf(scores);
  const maxScore = final.reduce((most, { grade }) => Math.max(most, grade.maxScore), 0);
  return spread && { spread, bins: binsOf(scores, maxScore), maxScore, count: scores.length };
}

function troubleOf(members: readonly StoredMember[]): Trouble {
  return {
    notGraded: members.filter((member) => member.status === 'not-graded'),
    notFinal: members.filter(isGraded).flatMap((member) => {
      const { final, checks } = member.grade;
      const open = checks.filter(({ status }) => status === 'inconclusive').map(({ id }) => id);
      return final ? [] : [{ member, checks: open }];
    }),
    again: members.filter(({ attempts }) => attempts !== null && attempts > 1),
  };
}

function timeOf(graded: readonly GradedMember[], batchMs: number | null): Time {
  const slowest = graded.toSorted((one, other) => other.grade.durationMs - one.grade.durationMs).slice(0, mostSlow);
  return { batchMs, spread: spreadOf(graded.map(({ grade }) => grade.durationMs)), slowest };
}

function byScore({ grade: one }: GradedMember, { grade: other }: GradedMember): number {
  return other.score - one.score;
}
