import { join } from 'node:path';
import type { ClassMember, ClassRecord } from '../grade/class-record.ts';
import { rubricSha256 } from '../grading/judge-journal.ts';
import { gradesFile, recordFile, writeWhole } from '../grading/output-folder.ts';
import { type ClassEntry, gradesCsv } from '../report/csv/grades.ts';
import { writeClassPage } from '../reporting/class-page.ts';
import { readClass } from '../reporting/read-class.ts';
import type { ClassGrading } from './grade-class.ts';
import type { Outcome } from './outcome.ts';

/** Writes what became of a class: the points, who and what they are of, and a page about all of it. */
export async function writeClass(
  { exercise, rubric, seed, graderVersion, jobs, out }: ClassGrading,
  outcomes: readonly Outcome[],
  time: Pick<ClassRecord, 'startedAt' | 'durationMs'>,
): Promise<void> {
  const entries = outcomes.map((outcome) => ({
    id: outcome.id,
    grade: outcome.status === 'graded' ? outcome.grade : null,
  }));
  const record: ClassRecord = {
    schema: 'kafka-grader/batch/v1',
    exercise: exercise.id,
    checks: rubric.map(({ id, title, points }) => ({ id, title, points })),
    grader: { version: graderVersion, rubricSha256: rubricSha256(rubric), seed, node: process.version },
    shard: null,
    jobs,
    ...time,
    submissions: outcomes.map(memberOf).sort((one, other) => (one.id < other.id ? -1 : 1)),
    absent: [],
  };
  await writeClassFiles(out, record, entries);
  await writeClassPage(out, await readClass(out));
}

/** `grades.csv` and `batch.json`. */
export async function writeClassFiles(out: string, record: ClassRecord, entries: readonly ClassEntry[]): Promise<void> {
  await writeGrades(out, record.checks, entries);
  await writeWhole(join(out, recordFile), `${JSON.stringify(record, null, 2)}\n`);
}

export async function writeGrades(
  out: string,
  checks: readonly { id: string }[],
  entries: readonly ClassEntry[],
): Promise<void> {
  const checkIds = checks.map(({ id }) => id);
  await writeWhole(join(out, gradesFile), gradesCsv(checkIds, entries));
}

function memberOf(outcome: Outcome): ClassMember {
  const { id, status, attempts } = outcome;
  const why = outcome.status === 'graded' ? null : outcome.why;
  return { id, status, why, attempts, handedInAt: null, student: null };
}
