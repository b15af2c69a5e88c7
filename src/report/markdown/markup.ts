/**
 * Text from anywhere as Markdown of GitHub and GitLab. Whatever could be more to them than a word (a mention, a
 * reference, an address, a command, an emoji's name, any markup) stands in a code span: there they look for nothing.
 */
import { plain } from '../plain.ts';

const word = /^["'“‘(]*\p{L}+(?:['’-]\p{L}+)*[)"'”’.,;:!?…]*$/u;
const number = /^\(?\d{1,6}(?:\.\d{1,6})?%?[).,;:!?]*$/;
const sign = /^[+=–—·×→≤≥]$/u;
/** What may be the name of a commit. */
const hexadecimal = /[0-9a-f]{7}/i;

/** A sentence. The line that it stands in has to begin with something else. */
export function prose(text: string): string {
  const parts: { kind: 'prose' | 'code'; text: string }[] = [];
  for (const part of plain(text).split(/\s+/)) {
    if (part === '') continue;
    const kind = isWord(part) ? 'prose' : 'code';
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += ` ${part}`;
    else parts.push({ kind, text: part });
  }
  return parts.map((part) => (part.kind === 'code' ? codeSpan(part.text) : part.text)).join(' ');
}

/** A value, an id, a path: code as a whole. */
export function code(text: string): string {
  const value = plain(text);
  return value === '' ? '(empty)' : codeSpan(value);
}

function isWord(part: string): boolean {
  return (word.test(part) && !hexadecimal.test(part)) || number.test(part) || sign.test(part);
}

/** Its fence is longer than any run of backticks in it. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return fence + space + text + space + fence;
}
