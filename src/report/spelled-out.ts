import { codeOf } from './plain.ts';

/** What may have to be spelled out: nearly nothing of a page, and found many times faster than what must be. */
const suspicious = /[^\n\t\x20-\x7e‘’“”…–—·×→≤≥−✔✘]/gu;

/** Control and format characters, lone surrogates, private and unassigned ones. */
const dangerous = /[\p{C}\p{Zl}\p{Zp}]/u;

/** The text with every character spelled out, but for line ends and tabs, that could hide or turn around what a program wrote. */
export function spelledOut(text: string): string {
  return text.replace(suspicious, (character) => (dangerous.test(character) ? codeOf(character) : character));
}
