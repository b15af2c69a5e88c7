/** Control and format characters, lone surrogates, private and unassigned ones, but for line ends and tabs. */
const dangerous = /(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/gu;

/** The page with every character spelled out that could hide or turn around what a program wrote. */
export function spelledOut(html: string): string {
  return html.replace(dangerous, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
