/**
 * An export of Canvas' gradebook, to be imported there again. Its own import (`lib/gradebook_importer.rb`) finds students by the
 * columns before `Section`, assignments by `Title (id)`, and takes every other column for a new assignment.
 */
import type { ClassPoints } from '../../grade/class-points.ts';
import { type Filled, fillGradebook } from './fill-gradebook.ts';
import { harmless } from './formula.ts';
import type { RowKeys } from './match-rows.ts';
import { type Cell, type Table, textAt, withText } from './table.ts';

const identifiers = ['ID', 'SIS User ID', 'SIS Login ID', 'Integration ID'];
/** What Canvas reckons itself, and does not read. */
const total = /(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)/;
const hiddenMark = /^\s*(?:Muted|Manual Posting.*)?\s*$/i;

/** The assignment's column is filled, or one is added at the end, as a new assignment. */
export function fillCanvas(points: ClassPoints, table: Table): Filled | { problem: string } {
  const header = (table.records[0] ?? []).map(({ text }) => text.trim());
  const isExport = (header[0] === 'Student' && header[1] === 'ID') || (header[0] === 'LastName' && header[2] === 'ID');
  if (!isExport || !header.includes('Section')) return { problem: 'its first row does not begin with Student, ID' };
  if (header.indexOf(points.title) > -1 && header.indexOf(points.title) <= header.indexOf('Section'))
    return { problem: `its column "${points.title}" says who somebody is, so name the assignment with --column` };
  if (total.test(points.title))
    return { problem: `Canvas takes no points in a column "${points.title}", so name the assignment with --column` };
  const named = header.flatMap((title, index) => (isCalled(title, points.title) ? [index] : []));
  if (named.length > 1)
    return { problem: `it has ${named.length} columns for "${points.title}"; name one with its number` };
  const column = named[0] ?? header.length;
  const isNew = named.length === 0;
  const records = isNew ? withNewColumn(table.records, column, points) : table.records;
  const filled = fillGradebook(points, {
    table: { ...table, records },
    column,
    students: new Map(
      records.flatMap((record, row) => (isStudent(record, row) ? [[row, keysOf(record, header)]] : [])),
    ),
    keeps: (text) => text.trim().toUpperCase() === 'EX',
  });
  return { ...filled, remarks: [...(isNew ? [] : scaleRemarks(records, column, points)), ...filled.remarks] };
}

function isCalled(title: string, wanted: string): boolean {
  return title === wanted || title.replace(/ \(\d+\)$/, '') === wanted;
}

function withNewColumn(records: Table['records'], column: number, { title, maxPoints }: ClassPoints): Table['records'] {
  return records.map((record, row) => {
    if (row === 0) return withText(record, column, harmless(title));
    if (isPointsPossible(record)) return withText(record, column, String(maxPoints));
    return isBlank(record) ? record : withText(record, column, '');
  });
}

function scaleRemarks(records: Table['records'], column: number, { title, maxPoints }: ClassPoints): string[] {
  const possible = textAt(records.find(isPointsPossible), column).trim();
  if (possible === '' || Number(possible.replace(',', '.')) === maxPoints) return [];
  return [`Canvas has ${possible} points possible for "${title}", the class ${maxPoints}: nothing is scaled.`];
}

function isStudent(record: readonly Cell[], row: number): boolean {
  return row > 0 && !isPointsPossible(record) && !record.every(({ text }) => hiddenMark.test(text));
}

function isPointsPossible(record: readonly Cell[]): boolean {
  return textAt(record, 0).includes('Points Possible');
}

function isBlank(record: readonly Cell[]): boolean {
  return record.length <= 1 && textAt(record, 0) === '';
}

function keysOf(record: readonly Cell[], header: readonly string[]): RowKeys {
  const at = (title: string) => (header.includes(title) ? [textAt(record, header.indexOf(title))] : []);
  const name = header[0] === 'Student' ? at('Student') : [`${at('FirstName')} ${at('LastName')}`];
  const login = at('SIS Login ID');
  return { identifier: [...identifiers.flatMap(at), ...name], login, email: login, name };
}
