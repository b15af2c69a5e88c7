import { harmless } from './formula.ts';

/** One record of RFC 4180, ended as Unix ends lines: a cell with a comma, a quote or a line break in it is quoted. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => csvCell(cell, ',')).join(',')}\n`;
}

/** The same for spreadsheets: no cell is run as a formula. */
export function spreadsheetLine(cells: readonly string[]): string {
  return csvLine(cells.map(harmless));
}

/** A cell between these delimiters, quoted where it must be. */
export function csvCell(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) ? quotedCell(text) : text;
}

export function quotedCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
