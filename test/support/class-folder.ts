/** The output folder of a batch, made by hand. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClassMember, ClassRecord } from '../../src/grade/class-record.ts';
import type { Grade } from '../../src/grade/grade.ts';

export interface Given {
  /** By id. What is no grade is written as it is. */
  grades: Readonly<Record<string, object>>;
  record: Partial<ClassRecord> | null;
  /** What the record says of some; of the others, that they were graded. */
  members?: readonly Partial<ClassMember>[];
  /** Whether each has a page of its own. */
  pages?: 'there' | 'missing';
}

export async function makeClassFolder(out: string, { grades, record, members = [], pages }: Given): Promise<void> {
  await mkdir(join(out, 'submissions'), { recursive: true });
  for (const [id, grade] of Object.entries(grades)) {
    const folder = join(out, 'submissions', id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'grade.json'), JSON.stringify(grade));
    if (pages !== 'missing') await writeFile(join(folder, 'report.html'), '<!doctype html>');
  }
  if (record === null) return;
  const said = new Map(members.map((member) => [member.id, member]));
  const ids = new Set([...Object.keys(grades), ...members.flatMap(({ id }) => id ?? [])]);
  const all = [...ids].sort().map((id) => ({ ...memberNamed(id), ...said.get(id) }));
  await writeFile(join(out, 'batch.json'), JSON.stringify({ ...classRecordOf(all), ...record }));
}

export function memberNamed(id: string): ClassMember {
  return {
    id,
    status: 'graded',
    why: null,
    gradable: true,
    attempts: 1,
    handedInAt: null,
    student: null,
    partners: [],
  };
}

export function classRecordOf(submissions: ClassMember[]): ClassRecord {
  return {
    schema: 'kafka-grader/batch/v1',
    exercise: 'kafka-consumers',
    checks: [],
    grader: { version: '1.2.3', rubricSha256: 'ab', seed: 'tea', node: 'v20.19.0' },
    shard: null,
    parts: [],
    jobs: 2,
    startedAt: '2026-11-22T10:00:00Z',
    durationMs: 125_000,
    submissions,
    absent: [],
  };
}

/** Those of earlier versions: `fixtures/grades`. */
export async function oldGrade(name: string): Promise<Grade> {
  return JSON.parse(await readFile(new URL(`../../fixtures/grades/${name}.json`, import.meta.url), 'utf8'));
}
