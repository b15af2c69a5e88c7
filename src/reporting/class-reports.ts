import type { ClassPoints, ClassRow } from '../grade/class-points.ts';
import { GraderError } from '../grader-error.ts';
import { classFormats } from '../report/csv/class-formats.ts';
import type { Table } from '../report/csv/table.ts';
import type { PointsFormat } from '../report/format-names.ts';
import { plain } from '../report/plain.ts';
import type { Rendered } from '../report/rendered.ts';

export interface Gradebook {
  /** As it is called in messages. */
  file: string;
  table: Table;
}

export interface ClassReports {
  files: Rendered[];
  /** A sentence for each submission whose points are not in all files. */
  leftOut: string[];
  remarks: string[];
}

/** A class in these formats. USAGE where one needs a gradebook that is not there, GRADEBOOK_INVALID where it is another's. */
export function renderClass(
  points: ClassPoints,
  names: readonly PointsFormat[],
  gradebook: Gradebook | null,
): ClassReports {
  const reports: ClassReports = { files: [], leftOut: [...openIn(points)], remarks: [...unknownTimesIn(points)] };
  for (const name of names) {
    const format = classFormats[name];
    switch (format.needs) {
      case 'class':
        reports.files.push({ name: format.file, text: format.render(points) });
        break;
      case 'gradebook': {
        if (gradebook === null) throw needsGradebook(name, format);
        const filled = format.fill(points, gradebook.table);
        if ('problem' in filled) throw notOf(format, gradebook.file, filled.problem);
        reports.files.push({ name: format.file, text: filled.text });
        reports.leftOut.push(...filled.leftOut.map((sentence) => `${format.file}: ${sentence}`));
        reports.remarks.push(...filled.remarks.map((sentence) => `${format.file}: ${sentence}`));
      }
    }
  }
  return reports;
}

/** Those who have no points yet, which no format takes for zero. */
function openIn({ rows }: ClassPoints): string[] {
  return rows.flatMap((row) => whyOpen(row) ?? []);
}

function whyOpen({ id, state, why }: ClassRow): string | null {
  switch (state) {
    case 'not-final':
      return `${plain(id ?? '')}: the grade is not final, so its cell is empty; grade it again.`;
    case 'not-graded':
      return `${plain(id ?? '')}: not graded, so its cell is empty (${plain(why ?? '').replace(/\.$/, '')}).`;
    case 'final':
    case 'absent':
      return null;
  }
}

function unknownTimesIn({ policy, rows }: ClassPoints): string[] {
  if (policy === null) return [];
  const unknown = rows.filter(({ state, handedInAt }) => state === 'final' && handedInAt === null);
  return unknown.map(({ id }) => `${plain(id ?? '')}: nobody knows when it was handed in, so it counts as in time.`);
}

function needsGradebook(name: PointsFormat, { system, download }: { system: string; download: string }): GraderError {
  const message = `${name} fills in a file of ${system}: download it there (${download}), and name it with --gradebook.`;
  return new GraderError('USAGE', message);
}

function notOf({ system, download }: { system: string; download: string }, file: string, problem: string): GraderError {
  const message = `${file} can't be filled in for ${system}: ${problem}; it is downloaded there (${download}).`;
  return new GraderError('GRADEBOOK_INVALID', message);
}
