/**
 * A roster is CSV with a header, as GitHub Classroom and Classroom 50 export it, or as somebody writes it:
 *
 *     identifier,name,github_username,email,section
 *     s1815,Ada Lovelace,ada,ada@example.org,B
 */
import { CsvError, parse } from 'csv-parse/sync';
import { type Column, parseHeader } from './columns.ts';
import type { Roster, RosterStudent } from './roster.ts';

export type ParsedRoster = { readonly roster: Roster } | RosterProblem;

/** `line` counts from 1. */
export interface RosterProblem {
  readonly line: number;
  readonly problem: string;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export function parseRoster(text: string): ParsedRoster {
  const table = parseTable(text);
  if ('problem' in table) return table;
  const [first, ...rows] = table;
  if (first === undefined)
    return { line: 1, problem: 'it is empty; the first line names the columns, such as identifier,name,login' };
  const header = parseHeader(first.cells);
  if ('problem' in header) return { line: first.line, problem: header.problem };
  const students: RosterStudent[] = [];
  const lines: Lines = { identifier: new Map(), login: new Map(), email: new Map() };
  for (const row of rows) {
    const cell = (column: Column) => row.cells[header.columns.get(column) ?? row.cells.length]?.trim() || null;
    if (!isStudent(cell('role'))) continue;
    const student = {
      identifier: cell('identifier'),
      name: cell('name') ?? ([cell('firstName'), cell('lastName')].filter((part) => part !== null).join(' ') || null),
      login: cell('login'),
      email: cell('email'),
      section: cell('section'),
    };
    const known = { student, group: cell('group'), line: row.line };
    const problem = problemOf(known, lines);
    if (problem !== null) return { line: row.line, problem };
    students.push(known);
  }
  if (students.length === 0)
    return { line: first.line, problem: 'it lists no student; each has a line below the first' };
  return { roster: students };
}

/** Classroom 50 lists teachers too. */
function isStudent(role: string | null): boolean {
  return role === null || role.toLowerCase() === 'student';
}

/** Where each key stands that one student has. */
type Lines = Record<'identifier' | 'login' | 'email', Map<string, number>>;

/** Notes where its keys stand. */
function problemOf({ student, line }: RosterStudent, lines: Lines): string | null {
  if (student.identifier === null && student.login === null && student.email === null)
    return 'nothing says whose a submission is; an identifier, a login or an e-mail address is needed';
  for (const key of ['identifier', 'login', 'email'] as const) {
    const own = student[key]?.toLowerCase();
    if (own === undefined) continue;
    const before = lines[key].get(own);
    if (before !== undefined) return `the ${key} ${student[key]} is in line ${before} too; each is of one student`;
    lines[key].set(own, line);
  }
  return null;
}

/** Lines may be shorter than the first, as where nobody filled the last columns in, and never longer. */
function parseTable(text: string): readonly Row[] | RosterProblem {
  const rows: Row[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
      relax_column_count_less: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    return rows;
  } catch (error) {
    if (error instanceof CsvError) return { line: Number(error['lines']), problem: inWords(error) };
    throw error;
  }
}

function inWords({ code, message }: CsvError): string {
  switch (code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return 'it has more cells than the first line; quotes are needed around one that holds the separator';
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened here or above, and never closed';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return 'a cell has a quote in its middle; it is allowed where the whole cell stands in quotes and each one in it is doubled: "Ada ""the first"""';
    default:
      return message;
  }
}

/** Spreadsheets separate by what is usual in their country. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, other) => (count(other) > count(most) ? other : most));
}
