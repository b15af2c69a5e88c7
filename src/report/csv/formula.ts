/** Text from students in spreadsheets: a cell that begins like a formula is one, wherever it came from. */

const number = /^[+-]?\d+(?:[.,]\d+)?$/;

/** Where a cell begins, also for a spreadsheet that splits at semicolons, tabs and line ends what was meant to be one. */
const beginsLikeFormula = /(?<=^|[;\t\r\n])(?=[\t\r]|[^\S;\t\r\n]*[=+\-@＝＋－＠])/gu;

/** The cell with an apostrophe before whatever a spreadsheet would run. A number is one, also below zero. */
export function harmless(cell: string): string {
  return number.test(cell) ? cell : cell.replace(beginsLikeFormula, "'");
}
