import { join } from 'node:path';
import type { ClassMember, ClassRecord } from '../grade/class-record.ts';
import { rubricSha256 } from '../grading/judge-journal.ts';
import { gradesFile, recordFile, writeWhole } from '../grading/output-folder.ts';
import { type ClassEntry, gradesCsv } from '../report/csv/grades.ts';
import { writeClassPage } from '../reporting/class-page.ts';
import { readClass } from '../reporting/read-class.ts';
import type { ClassGrading } from './grade-class.ts';
import type { HandedIn } from './handed-in.ts';
import type { Outcome } from './outcome.ts';
import type { Membership } from './roster/match-roster.ts';

/** Writes what became of a class: the points, who and what they are of, and a page about all of it. */
export async function writeClass(
  { exercise, rubric, seed, graderVersion, shard, jobs, out, submissions, membership }: ClassGrading,
  outcomes: readonly Outcome[],
  time: Pick<ClassRecord, 'startedAt' | 'durationMs'>,
): Promise<void> {
  const entries = outcomes.map((outcome) => ({
    id: outcome.id,
    grade: outcome.status === 'graded' ? outcome.grade : null,
  }));
  const handedIn = new Map(submissions.map((submission) => [submission.id, submission]));
  const record: ClassRecord = {
    schema: 'kafka-grader/batch/v1',
    exercise: exercise.id,
    checks: rubric.map(({ id, title, points }) => ({ id, title, points })),
    grader: { version: graderVersion, rubricSha256: rubricSha256(rubric), seed, node: process.version },
    shard,
    jobs,
    ...time,
    parts: [],
    submissions: outcomes
      .map((outcome) => memberOf(outcome, handedIn.get(outcome.id), membership))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    absent: [...membership.absent],
  };
  await writeClassFiles(out, record, entries);
}

/** `grades.csv`, `batch.json` and `class.html`, of grades that are stored. */
export async function writeClassFiles(out: string, record: ClassRecord, entries: readonly ClassEntry[]): Promise<void> {
  await writeGrades(out, record.checks, entries);
  await writeRecord(out, record);
  await writeClassPage(out, await readClass(out));
}

export async function writeGrades(
  out: string,
  checks: readonly { id: string }[],
  entries: readonly ClassEntry[],
): Promise<void> {
  const checkIds = checks.map(({ id }) => id);
  await writeWhole(join(out, gradesFile), gradesCsv(checkIds, entries));
}

export async function writeRecord(out: string, record: ClassRecord): Promise<void> {
  await writeWhole(join(out, recordFile), `${JSON.stringify(record, null, 2)}\n`);
}

function memberOf(outcome: Outcome, handedIn: HandedIn | undefined, { owners }: Membership): ClassMember {
  const { id, status, attempts } = outcome;
  const why = outcome.status === 'graded' ? null : outcome.why;
  const [student = null, ...partners] = owners.get(id) ?? [];
  const gradable = handedIn?.status !== 'not-gradable';
  return { id, status, why, gradable, attempts, handedInAt: handedIn?.handedInAt ?? null, student, partners };
}
