/** Outputs of batches, written as a batch would. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeClassFiles } from '../../src/batch/write-class.ts';
import type { ClassMember, ClassRecord } from '../../src/grade/class-record.ts';
import type { Grade } from '../../src/grade/grade.ts';
import { checkResult, gradeOf } from '../report/grades.ts';

export const passed = gradeOf([checkResult({})]);
export const failed = gradeOf([checkResult({ status: 'failed', points: 0 })]);
export const undecided = gradeOf([checkResult({ status: 'inconclusive', points: null })]);

/** Of a class with one check, but for what is given. */
export function recordOf(given: Partial<ClassRecord>): ClassRecord {
  return {
    schema: 'kafka-grader/batch/v1',
    exercise: 'kafka-consumers',
    checks: [{ id: 'consume.prints-every-value', title: 'prints every value of the topic', points: 7 }],
    grader: { version: '1.2.3', rubricSha256: '00', seed: 'tea', node: 'v20.19.0' },
    shard: null,
    jobs: 2,
    startedAt: '2026-11-22T10:00:00Z',
    durationMs: 60_000,
    parts: [],
    submissions: [],
    absent: [],
    ...given,
  };
}

export function memberOf(id: string, given: Partial<ClassMember> = {}): ClassMember {
  return {
    id,
    status: 'graded',
    why: null,
    gradable: true,
    attempts: 1,
    handedInAt: null,
    student: null,
    partners: [],
    ...given,
  };
}

/** An output folder; null is a submission that was not graded. */
export async function storeBatch(
  out: string,
  grades: Readonly<Record<string, Grade | null>>,
  given: Partial<ClassRecord> = {},
): Promise<void> {
  const entries = Object.entries(grades).map(([id, grade]) => ({ id, grade }));
  await mkdir(join(out, 'submissions'), { recursive: true });
  for (const { id, grade } of entries) {
    if (grade === null) continue;
    await mkdir(join(out, 'submissions', id));
    const stored = { ...grade, submission: { ...grade.submission, id } };
    await writeFile(join(out, 'submissions', id, 'grade.json'), JSON.stringify(stored));
  }
  const submissions = entries.map(({ id, grade }) =>
    memberOf(id, grade === null ? { status: 'not-graded', why: 'No Kafka.' } : {}),
  );
  await writeClassFiles(out, recordOf({ submissions, ...given }), entries);
}
