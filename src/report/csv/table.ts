/** A CSV file of somebody else, as it is written back: what is not changed stays as it was. */
import { csvCell, quotedCell } from './csv-line.ts';

export interface Cell {
  readonly text: string;
  /** As it was in the file; one that must be quoted is so anyway. */
  readonly quoted: boolean;
}

export interface Table {
  /** A byte order mark stands before it. */
  readonly marked: boolean;
  readonly delimiter: ',' | ';' | '\t';
  readonly lineEnd: '\n' | '\r\n';
  /** The last record has a line end too. */
  readonly ended: boolean;
  /** The header first; they may be of different lengths. */
  readonly records: readonly (readonly Cell[])[];
}

export function tableText({ marked, delimiter, lineEnd, ended, records }: Table): string {
  const lines = records.map((cells) => cells.map((cell) => cellText(cell, delimiter)).join(delimiter));
  return `${marked ? '\ufeff' : ''}${lines.join(lineEnd)}${ended ? lineEnd : ''}`;
}

function cellText({ text, quoted }: Cell, delimiter: string): string {
  return quoted ? quotedCell(text) : csvCell(text, delimiter);
}

/** The text of a cell; one that is not there is empty. */
export function textAt(record: readonly Cell[] | undefined, column: number): string {
  return record?.[column]?.text ?? '';
}

/** The record with another text in one column; one that is too short gets empty cells up to it. */
export function withText(record: readonly Cell[], column: number, text: string): readonly Cell[] {
  const empty: Cell = { text: '', quoted: false };
  const cells = Array.from({ length: Math.max(record.length, column + 1) }, (_, index) => record[index] ?? empty);
  if (cells[column]?.text !== text) cells[column] = { text, quoted: false };
  return cells;
}
