import { resolve } from 'node:path';
import { type absentChoices, classPoints } from '../../grade/class-points.ts';
import { GraderError } from '../../grader-error.ts';
import { readLatePolicy } from '../../late-policy/read-late-policy.ts';
import { classFormats } from '../../report/csv/class-formats.ts';
import { type ClassFormat, isPointsFormat, type PointsFormat, pointsFormatNames } from '../../report/format-names.ts';
import type { Rendered } from '../../report/rendered.ts';
import { classPageOf } from '../../reporting/class-page.ts';
import { type ClassReports, renderClass } from '../../reporting/class-reports.ts';
import { readClass, seenFrom } from '../../reporting/read-class.ts';
import { readClassGrades } from '../../reporting/read-class-grades.ts';
import { readGradebook } from '../../reporting/read-gradebook.ts';
import { writeReports } from '../../reporting/write-reports.ts';
import type { Surroundings } from '../surroundings.ts';

export interface ClassReportOptions {
  /** An export of Canvas or Moodle, for the formats that fill it in. */
  gradebook?: string;
  /** The assignment's title; the exercise's id where it is not given. */
  column?: string;
  absent?: (typeof absentChoices)[number];
  /** A file that says when work is due and what it costs to be late. */
  late?: string;
}

/** The files for a class, made when it is known in which folder they are to stand and what is beside them by then. */
export interface ClassOrder extends Pick<ClassReports, 'leftOut' | 'remarks'> {
  filesFor(folder: string): Promise<readonly Rendered[]>;
}

/** The formats for the class of a batch. Everything is read, and refused where it can't be used, before anything is written. */
export async function classReports(
  out: string,
  formats: readonly ClassFormat[],
  options: ClassReportOptions,
  cwd: string,
): Promise<ClassOrder> {
  const stored = formats.includes('class') ? await readClass(out) : null;
  const { files, leftOut, remarks } = await pointsReports(out, formats.filter(isPointsFormat), options, cwd);
  return {
    leftOut,
    remarks,
    filesFor: async (folder) => (stored ? [classPageOf(await seenFrom(folder, stored)), ...files] : files),
  };
}

async function pointsReports(
  out: string,
  formats: readonly PointsFormat[],
  { gradebook, column, absent = 'empty', late }: ClassReportOptions,
  cwd: string,
): Promise<ClassReports> {
  if (formats.length === 0) return { files: [], leftOut: [], remarks: [] };
  const { record, grades } = await readClassGrades(out);
  const policy = late === undefined ? null : await readLatePolicy(resolve(cwd, late));
  const table = gradebook === undefined ? null : await readGradebook(resolve(cwd, gradebook));
  const points = classPoints(record, grades, { title: column ?? record.exercise, policy, absent });
  return renderClass(points, formats, gradebook === undefined || table === null ? null : { file: gradebook, table });
}

/** 2 where points are missing from a file. */
export async function writeClassReports(
  to: string,
  order: ClassOrder,
  { stdout, stderr }: Surroundings,
): Promise<0 | 2> {
  const files = await order.filesFor(to);
  await writeReports(to, files);
  stdout.write(`${files.map(({ name }) => name).join(', ')} in ${to}\n`);
  return tellWhatIsMissing(order, stderr);
}

/** The one file that there is, to standard output. */
export function printClassReport({ text }: Rendered, order: ClassOrder, { stdout, stderr }: Surroundings): 0 | 2 {
  stdout.write(text);
  return tellWhatIsMissing(order, stderr);
}

function tellWhatIsMissing({ leftOut, remarks }: ClassOrder, stderr: Surroundings['stderr']): 0 | 2 {
  for (const sentence of [...leftOut, ...remarks]) stderr.write(`${sentence}\n`);
  return leftOut.length === 0 ? 0 : 2;
}

/** USAGE where an option for a class says nothing about the formats that are asked for. */
export function refuseIdleOptions(formats: readonly ClassFormat[], options: ClassReportOptions): void {
  const { gradebook, column, absent, late } = options;
  const given = { '--gradebook': gradebook, '--column': column, '--absent': absent, '--late': late };
  const [idle] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const ofPoints = formats.filter(isPointsFormat);
  if (idle !== undefined && ofPoints.length === 0)
    throw new GraderError('USAGE', `${idle} is for the points of a class: ${Object.keys(classFormats).join(', ')}.`);
  const isTitled = (name: PointsFormat) => classFormats[name].title === 'in-it';
  if (column !== undefined && !ofPoints.some(isTitled)) {
    const titled = pointsFormatNames.filter(isTitled).join(' and ');
    throw new GraderError('USAGE', `--column is for ${titled}: name one of them as --format.`);
  }
  const filled = ofPoints.filter((name) => classFormats[name].needs === 'gradebook');
  if (gradebook !== undefined && filled.length !== 1)
    throw new GraderError(
      'USAGE',
      '--gradebook is for one of canvas and moodle: name the one that it was downloaded from as --format.',
    );
}
