/** As the JSON formats are written: for people too, the last line ended. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
