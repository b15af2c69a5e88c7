/** The points of a class as they go into a gradebook. A grade is only read for it, never changed. */
import type { ClassMember, ClassRecord, Student } from './class-record.ts';
import type { Grade } from './grade.ts';
import { type LatePoints, type LatePolicy, latePoints } from './late-points.ts';

/** Whoever handed something in, and whoever did not. */
export interface ClassRow {
  /** The submission's; null where nothing was handed in. */
  id: string | null;
  student: Student | null;
  handedInAt: string | null;
  state: 'final' | 'not-final' | 'not-graded' | 'absent';
  /** Why it was not graded. */
  why: string | null;
  grade: Pick<Grade, 'checks'> | null;
  /** Null where there are none to write: what is not decided is never a zero. */
  points: LatePoints | null;
}

export interface ClassPoints {
  exercise: string;
  /** What the gradebook calls it. */
  title: string;
  maxPoints: number;
  checks: ClassRecord['checks'];
  /** Null where nothing is deducted: then nothing is known of being late. */
  policy: LatePolicy | null;
  /** By id, and then those who are absent. */
  rows: readonly ClassRow[];
}

export const absentChoices = ['empty', 'zero'] as const;

export interface PointsAsked {
  title: string;
  policy: LatePolicy | null;
  /** What those get who handed in nothing. */
  absent: (typeof absentChoices)[number];
}

/** `grades` by the id of the submission; one that is missing, or can't be read, was not graded. */
export function classPoints(
  record: ClassRecord,
  grades: ReadonlyMap<string, Grade>,
  { title, policy, absent }: PointsAsked,
): ClassPoints {
  const possible = [...grades.values()].map(({ maxScore }) => maxScore);
  return {
    exercise: record.exercise,
    title,
    maxPoints: possible.length > 0 ? Math.max(...possible) : sumOf(record.checks),
    checks: record.checks,
    policy,
    rows: [
      ...record.submissions.flatMap((member) =>
        [member.student, ...member.partners].map((owner) => rowOf(member, owner, grades.get(member.id), policy)),
      ),
      ...record.absent.map((student) => absentRow(student, absent)),
    ],
  };
}

/** What a submission earned for one of those who own it. */
function rowOf(
  { id, handedInAt, status, why }: ClassMember,
  student: Student | null,
  grade: Grade | undefined,
  policy: LatePolicy | null,
): ClassRow {
  const known = { id, student, handedInAt };
  if (status === 'not-graded' || grade === undefined)
    return { ...known, state: 'not-graded', why: why ?? 'its grade is missing', grade: null, points: null };
  if (!grade.final) return { ...known, state: 'not-final', why: null, grade, points: null };
  const points = policy ? latePoints(grade.score, handedInAt, policy) : inTime(grade.score);
  return { ...known, state: 'final', why: null, grade, points };
}

function absentRow(student: Student, absent: PointsAsked['absent']): ClassRow {
  const points = absent === 'zero' ? inTime(0) : null;
  return { id: null, student, handedInAt: null, state: 'absent', why: null, grade: null, points };
}

function inTime(points: number): LatePoints {
  return { raw: points, deduction: 0, points, daysLate: 0, lateMs: 0 };
}

function sumOf(checks: ClassRecord['checks']): number {
  return checks.reduce((sum, { points }) => sum + points, 0);
}
