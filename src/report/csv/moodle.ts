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
  const header = (table.records[0] ?? []).map(({ text }) => text.trim());
  const missing = needed.filter((title) => !header.includes(title));
  if (missing.length > 0) return { problem: `it has no column ${missing.join(', ')}, as a worksheet in English has` };
  const students = table.records.flatMap((record, row): [number, RowKeys][] =>
    row > 0 && textAt(record, header.indexOf('Identifier')) !== '' ? [[row, keysOf(record, header)]] : [],
  );
  const filled = fillGradebook(points, {
    table,
    column: header.indexOf('Grade'),
    students: new Map(students),
    keeps: () => false,
  });
  return { ...filled, remarks: [...scaleRemarks(table, header.indexOf('Maximum Grade'), points), ...filled.remarks] };
}

function scaleRemarks({ records }: Table, column: number, { maxPoints }: ClassPoints): string[] {
  const maximum = textAt(records[1], column).trim();
  if (maximum === '' || Number(maximum.replace(',', '.')) === maxPoints) return [];
  return [`Moodle has ${maximum} as the maximum grade, the class ${maxPoints}: nothing is scaled.`];
}

function keysOf(record: readonly Cell[], header: readonly string[]): RowKeys {
  const at = (title: string) => (header.includes(title) ? [textAt(record, header.indexOf(title))] : []);
  return {
    identifier: identifiers.flatMap(at),
    login: at('Username'),
    email: at('Email address'),
    name: at('Full name'),
  };
}
