import type { Look } from './look.ts';

/** More than that of one text says nothing that its beginning does not say. */
const limitCharacters = 600;

/** Control and format characters, lone surrogates, private and unassigned ones, line and paragraph separators. */
const dangerous = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** What the reports' own sentences are set with. */
const typewritten: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '·': '-',
  '×': 'x',
  '→': '->',
  '≤': '<=',
  '≥': '>=',
};

/**
 * Text from anywhere as it may be shown in a terminal: one line, cut where it is long, every character that could steer
 * the terminal or hide text spelled out.
 */
export function harmless(text: string, charset: Look['charset']): string {
  const spelled = shortened(text).replace(/\t/g, ' ').replace(dangerous, spellOut);
  return charset === 'ascii' ? inAscii(spelled) : spelled;
}

function shortened(text: string): string {
  if (text.length <= limitCharacters) return text;
  const characters = [...text.slice(0, 2 * limitCharacters)];
  return characters.length <= limitCharacters ? text : `${characters.slice(0, limitCharacters).join('')}…`;
}

function inAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => typewritten[character] ?? spellOut(character));
}

function spellOut(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
