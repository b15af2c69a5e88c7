/**
 * The grading worksheet of an assignment in Moodle, to be uploaded there again. Its own import (`importgradeslib.php` of
 * `assignfeedback_offline`) finds students by `Identifier`, and compares `Last modified (grade)` with what it knows.
 */
import type { ClassPoints } from '../../grade/class-points.ts';
import { type Filled, fillGradebook } from './fill-gradebook.ts';
import type { RowKeys } from './match-rows.ts';
import { type Cell, type Table, textAt } from './table.ts';

const needed = ['Identifier', 'Grade', 'Last modified (grade)'];
const identifiers = ['Identifier', 'ID number', 'Username', 'Email address', 'Full name'];

export function fillMoodle(points: ClassPoints, table: Table): Filled | { problem: string } {
  const header = (table.records[0] ?? []).map(({ text }) => text.trim().toLowerCase());
  const missing = needed.filter((title) => columnOf(title, header) === -1);
  if (missing.length > 0) return { problem: `it has no column ${missing.join(', ')}, as a worksheet in English has` };
  const students = table.records.flatMap((record, row): [number, RowKeys][] =>
    row > 0 && textAt(record, columnOf('Identifier', header)) !== '' ? [[row, keysOf(record, header)]] : [],
  );
  const filled = fillGradebook(points, {
    table,
    column: columnOf('Grade', header),
    students: new Map(students),
    keeps: () => false,
  });
  return { ...filled, remarks: [...scaleRemarks(table, columnOf('Maximum Grade', header), points), ...filled.remarks] };
}

/** `header` is in small letters: which ones of a title are large differs between versions of Moodle. */
function columnOf(title: string, header: readonly string[]): number {
  return header.indexOf(title.toLowerCase());
}

function scaleRemarks({ records }: Table, column: number, { maxPoints }: ClassPoints): string[] {
  const maximum = textAt(records[1], column).trim();
  if (maximum === '' || Number(maximum.replace(',', '.')) === maxPoints) return [];
  return [`Moodle has ${maximum} as the maximum grade, the class ${maxPoints}: nothing is scaled.`];
}

function keysOf(record: readonly Cell[], header: readonly string[]): RowKeys {
  const at = (title: string) => {
    const column = columnOf(title, header);
    return column === -1 ? [] : [textAt(record, column)];
  };
  return {
    identifier: identifiers.flatMap(at),
    login: at('Username'),
    email: at('Email address'),
    name: at('Full name'),
  };
}
