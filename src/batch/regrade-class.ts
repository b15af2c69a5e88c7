import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ClassMember, ClassRecord } from '../grade/class-record.ts';
import { rubricSha256 } from '../grading/judge-journal.ts';
import { gradesFile, notWritable, previousGradeFile, submissionsFolder } from '../grading/output-folder.ts';
import { classFile } from '../report/class/class-file.ts';
import { writeClassPage } from '../reporting/class-page.ts';
import { readClass } from '../reporting/read-class.ts';
import type { Regraded, RegradeTurn } from './regrade-one.ts';
import { regradeInWorkers, type WorkerPlan } from './regrade-workers.ts';
import { writeGrades, writeRecord } from './write-class.ts';

export interface ClassRegrading extends WorkerPlan {
  /** The output folder of a batch. */
  from: string;
  /** The same, or another, which gets the journals too. */
  to: string;
  /** The folders of the submissions. */
  ids: readonly string[];
  record: ClassRecord | null;
  signal: AbortSignal;
  onRegraded: (regraded: Regraded) => void;
}

/**
 * Judges the stored observations of a class again, and writes all anew that follows from them. A submission that was not graded
 * stays so: what was observed until then is no grading.
 */
export async function regradeClass(options: ClassRegrading): Promise<readonly Regraded[]> {
  const { from, to, ids, record, signal, pages, rubric, exercise, cwd } = options;
  const stored = new Set(ids);
  const members = record?.submissions ?? ids.map(memberNamed);
  const regraded: Regraded[] = [];
  const tell = (one: Regraded) => {
    regraded.push(one);
    options.onRegraded(one);
  };
  const turns: RegradeTurn[] = [];
  for (const { id, status, why } of members) {
    const turn = turnOf(id, { from, to });
    if (stored.has(id) && (status === 'graded' || wasGradedBefore(turn))) turns.push(turn);
    else tell({ id, status: 'not-graded', why: why ?? 'There is no output of it any more.' });
  }
  await prepareWholes(to);
  const plan = { exercise, cwd, rubric, pages };
  await regradeInWorkers(turns, { plan, threads: availableParallelism(), signal, onRegraded: tell });
  await writeWholes(to, { record, rubric }, regraded);
  return regraded;
}

/** What could not be judged again once, since its journal could not be read, may be by now. */
function wasGradedBefore({ from }: RegradeTurn): boolean {
  return existsSync(join(from, previousGradeFile));
}

function turnOf(id: string, { from, to }: Pick<ClassRegrading, 'from' | 'to'>): RegradeTurn {
  return { id, from: join(from, submissionsFolder, id), to: join(to, submissionsFolder, id) };
}

function memberNamed(id: string): Pick<ClassMember, 'id' | 'status' | 'why'> {
  return { id, status: 'graded', why: null };
}

/** Points of before must not stand beside grades of now, also where this is stopped. */
async function prepareWholes(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    for (const file of [gradesFile, classFile]) await rm(join(out, file), { force: true });
  } catch (cause) {
    throw notWritable(out, cause);
  }
}

async function writeWholes(
  to: string,
  { record, rubric }: Pick<ClassRegrading, 'record' | 'rubric'>,
  regraded: readonly Regraded[],
): Promise<void> {
  const judged = new Set(regraded.flatMap((one) => (one.status === 'graded' ? one.checkIds : [])));
  const checks = rubric.filter(({ id }) => judged.has(id));
  const outcomes = new Map(regraded.map((one) => [one.id, one]));
  const written: ClassRecord | null = record && {
    ...record,
    checks: checks.map(({ id, title, points }) => ({ id, title, points })),
    grader: { ...record.grader, rubricSha256: rubricSha256(checks) },
    submissions: record.submissions.map((member) => ({ ...member, ...outcomeOf(outcomes.get(member.id)) })),
  };
  const stored = await readClass(to, written);
  const entries = stored.members.map((member) => ({
    id: member.id,
    grade: member.status === 'graded' ? member.grade : null,
  }));
  await writeGrades(to, checks, entries);
  if (written) await writeRecord(to, written);
  await writeClassPage(to, stored);
}

function outcomeOf(regraded: Regraded | undefined): Partial<ClassMember> {
  if (regraded === undefined) return {};
  return { status: regraded.status, why: regraded.status === 'graded' ? null : regraded.why };
}
