import { codeOf, plain } from '../plain.ts';
import type { Look } from './look.ts';

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

/** Text from anywhere as it may be shown in a terminal, and in nothing but ASCII where that is all it shows. */
export function harmless(text: string, charset: Look['charset']): string {
  return charset === 'ascii' ? inAscii(plain(text)) : plain(text);
}

function inAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => typewritten[character] ?? codeOf(character));
}
