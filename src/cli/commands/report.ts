import { basename, join, resolve } from 'node:path';
import { exerciseIds, loadExercise } from '../../exercises/built-in.ts';
import { findExercise } from '../../exercises/find-exercise.ts';
import { GraderError } from '../../grader-error.ts';
import type { Exercise } from '../../grading/exercise.ts';
import { classroom50RunIn } from '../../report/classroom50/run.ts';
import { isClassFormat, isFormat } from '../../report/format-names.ts';
import { plain } from '../../report/plain.ts';
import type { Rendered } from '../../report/rendered.ts';
import type { Audience } from '../../report/report.ts';
import { type Batch, findOutputs } from '../../reporting/outputs.ts';
import { type Rendering, renderStored, writeReports } from '../../reporting/write-reports.ts';
import type { AnyFormat } from '../options.ts';
import type { Surroundings } from '../surroundings.ts';
import {
  type ClassReportOptions,
  classReports,
  printClassReport,
  refuseIdleOptions,
  writeClassReports,
} from './report-class.ts';

export interface ReportOptions extends ClassReportOptions {
  format: readonly AnyFormat[];
  /** Beside each grade where it is not given; `-` is standard output. */
  out?: string;
  audience: Audience;
  duePassed: boolean;
  /** What the journal says where it is not given. */
  exercise?: string;
}

/** A report that is asked for, from one folder to another. */
interface Order {
  from: string;
  to: string;
  rendering: Rendering;
}

/**
 * Writes stored grades in other formats. 2 where a submission of a batch has no grade that can be read, or a format can't be
 * written because a grade is not final, or a file for a class lacks the points of a submission.
 */
export async function report(given: string, options: ReportOptions, surroundings: Surroundings): Promise<0 | 2> {
  const { cwd, env, stdout, stderr } = surroundings;
  const from = resolve(cwd, given);
  const formats = options.format.filter(isFormat);
  const ofClass = options.format.filter(isClassFormat);
  refuseIdleOptions(ofClass, options);
  const rendering: Rendering = {
    formats,
    reader: { audience: options.audience, due: options.duePassed ? 'after' : 'before' },
    classroom50: classroom50RunIn(env),
    exerciseOf: (id) => (options.exercise === undefined ? builtIn(id) : findExercise(options.exercise, cwd)),
  };
  const toStandardOutput = options.out === '-';
  const classes = ofClass.length === 0 ? null : await classReports(from, ofClass, options, cwd);
  if (classes && formats.length === 0) {
    if (!toStandardOutput) return writeClassReports(resolve(cwd, options.out ?? from), classes, surroundings);
    const files = await classes.filesFor(from);
    const [file, ...others] = files;
    if (file === undefined || others.length > 0) throw notOne(tellNames(files));
    return printClassReport(file, classes, surroundings);
  }
  if (classes && toStandardOutput) throw notOne('these are of a class and of its submissions');
  const outputs = await findOutputs(from);
  if (toStandardOutput) {
    if (outputs.kind === 'batch') throw notOne('this is a batch');
    const { files, refusals } = await renderStored(from, rendering);
    if (files.length + refusals.length !== 1) throw notOne(tellNames(files));
    stdout.write(files.map(({ text }) => text).join(''));
    return tellRefusals(refusals, stderr);
  }
  const order = { from, to: options.out === undefined ? from : resolve(cwd, options.out), rendering };
  if (outputs.kind === 'batch') {
    const ofEach = await reportBatch(order, outputs, surroundings);
    const ofAll = classes ? await writeClassReports(order.to, classes, surroundings) : 0;
    return ofEach === 0 ? ofAll : ofEach;
  }
  const { names, refusals } = await write(order);
  if (names.length > 0) stdout.write(`${names.join(', ')} in ${order.to}\n`);
  return tellRefusals(refusals, stderr);
}

/** What is wrong with one submission's grade keeps no other from its report. */
async function reportBatch(order: Order, batch: Batch, { stdout, stderr }: Surroundings): Promise<0 | 2> {
  const problems = batch.ungraded.map((id) => `Without a grade, and so without a report: ${plain(id)}`);
  const names = new Set<string>();
  for (const folder of batch.graded) {
    try {
      const written = await write({ ...order, from: join(order.from, folder), to: join(order.to, folder) });
      for (const name of written.names) names.add(name);
      problems.push(...written.refusals.map((refusal) => `${plain(basename(folder))}: ${refusal}`));
    } catch (error) {
      if (!(error instanceof GraderError) || error.code !== 'GRADE_UNREADABLE') throw error;
      problems.push(`${error.message} (${error.code})`);
    }
  }
  stdout.write(`${[...names].join(', ')} in ${join(order.to, batch.folder)}\n`);
  for (const problem of problems) stderr.write(`${problem}\n`);
  return problems.length === 0 ? 0 : 2;
}

/** The names of what was written, and why other things were not. */
async function write({ from, to, rendering }: Order): Promise<{ names: string[]; refusals: string[] }> {
  const { files, refusals } = await renderStored(from, rendering);
  await writeReports(to, files);
  return { names: files.map(({ name }) => name), refusals };
}

function tellRefusals(refusals: readonly string[], stderr: Surroundings['stderr']): 0 | 2 {
  for (const refusal of refusals) stderr.write(`${refusal}\n`);
  return refusals.length === 0 ? 0 : 2;
}

function tellNames(files: readonly Rendered[]): string {
  return files.length === 0 ? 'there is none' : `these are ${files.map(({ name }) => name).join(', ')}`;
}

function notOne(found: string): GraderError {
  return new GraderError('USAGE', `--out - takes one file of one submission, but ${found}; name a folder instead.`);
}

/** An exercise that does not come with the grader keeps nobody from a report: it only lacks what was printed of each record. */
async function builtIn(id: string): Promise<Exercise | null> {
  return (await exerciseIds()).includes(id) ? loadExercise(id) : null;
}
