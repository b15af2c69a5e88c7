/** The points of a class in the rows of a gradebook that is kept as it is otherwise. */
import type { ClassPoints, ClassRow } from '../../grade/class-points.ts';
import { plain } from '../plain.ts';
import { type KeyKind, type Keys, type Match, matchRows, type RowKeys } from './match-rows.ts';
import { type Table, tableText, textAt, withText } from './table.ts';

/** Where a gradebook has what. */
export interface Layout {
  table: Table;
  /** The column that gets the points. */
  column: number;
  /** The identities of a student's row, by its number in the table. */
  students: ReadonlyMap<number, RowKeys>;
  /** What a student's cell may hold that is not to be written over. */
  keeps(text: string): boolean;
}

export interface Filled {
  text: string;
  /** A sentence for each that has no row. */
  leftOut: string[];
  /** What else is worth a look. */
  remarks: string[];
}

/** A row gets one submission's points at most; one without points is empty. */
export function fillGradebook({ rows }: ClassPoints, layout: Layout): Filled {
  const { table, column, students, keeps } = layout;
  const numbers = [...students.keys()];
  const matches = matchRows(rows.map(keysOf), [...students.values()]);
  const owners = new Map<number, ClassRow>();
  const leftOut: string[] = [];
  for (const [index, row] of rows.entries()) {
    const match: Match = matches[index] ?? { found: 'nobody' };
    const number = match.found === 'row' ? numbers[match.row] : undefined;
    if (number !== undefined) owners.set(number, row);
    else if (row.id !== null || row.points !== null) leftOut.push(`${nameOf(row)}: ${whyNot(match)}`);
  }
  const remarks: string[] = [];
  const records = table.records.map((record, number) => {
    if (!students.has(number)) return record;
    const owner = owners.get(number);
    const before = textAt(record, column);
    if (keeps(before)) {
      if (owner?.points) remarks.push(`${nameOf(owner)}: the gradebook says ${before.trim()}, and so it stays.`);
      return record;
    }
    return withText(record, column, owner?.points ? String(owner.points.points) : '');
  });
  const empty = numbers.length - owners.size;
  if (empty > 0) remarks.push(`Rows of the gradebook that nobody of the class matches, left empty: ${empty}.`);
  return { text: tableText({ ...table, records }), leftOut, remarks };
}

/** Without a roster, what was handed in has no other name than its folder's. */
function keysOf({ id, student }: ClassRow): Keys {
  return student ?? { identifier: id, login: id, email: id, name: id };
}

function nameOf({ id, student }: ClassRow): string {
  return plain(id ?? student?.name ?? student?.identifier ?? student?.email ?? student?.login ?? 'somebody');
}

function whyNot(match: Match): string {
  if (match.found !== 'several') return 'no row of the gradebook matches.';
  return `more than one row or submission has its ${words[match.by]}; which is meant is not guessed.`;
}

const words: Record<KeyKind, string> = {
  identifier: 'identifier',
  login: 'login',
  email: 'e-mail address',
  name: 'name',
};
