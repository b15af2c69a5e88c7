/** The lines with one empty line where there were several. */
export function withoutDoubleBlanks(lines: readonly string[]): string[] {
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
}
