/** JSON values as Python prints them: `{'orderId': 'ord-1f', 'ok': True, 'coupon': None}`. */
import { type Json, type JsonObject, maxDepth } from './json.ts';

/** Parses a whole text as one value that JSON knows too; undefined where it is none, or anything else of Python's. */
export function parsePythonLiteral(text: string): Json | undefined {
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipSpace(reader);
  return reader.at === text.length ? value : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

function readValue(reader: Reader, depth: number): Json | undefined {
  if (depth > maxDepth) return undefined;
  skipSpace(reader);
  switch (reader.text[reader.at]) {
    case '{':
      return readDict(reader, depth);
    case '[':
      return readList(reader, depth);
    case "'":
    case '"':
      return readString(reader);
    default: {
      const number = take(reader, /-?\d+(?:\.\d+)?(?:e[+-]\d+)?/y);
      return number === null ? words.get(take(reader, /[A-Z][a-z]+/y) ?? '') : Number(number);
    }
  }
}

function readDict(reader: Reader, depth: number): JsonObject | undefined {
  const entries: [string, Json][] = [];
  const isRead = readItems(reader, '{', '}', () => {
    const key = readString(reader);
    if (key === undefined || !skip(reader, ':')) return false;
    const value = readValue(reader, depth + 1);
    if (value === undefined) return false;
    entries.push([key, value]);
    return true;
  });
  return isRead ? Object.fromEntries(entries) : undefined;
}

function readList(reader: Reader, depth: number): Json[] | undefined {
  const items: Json[] = [];
  const isRead = readItems(reader, '[', ']', () => {
    const item = readValue(reader, depth + 1);
    if (item === undefined) return false;
    items.push(item);
    return true;
  });
  return isRead ? items : undefined;
}

/** Reads what stands between the brackets, item by item; false where it is not what `readItem` reads. */
function readItems(reader: Reader, open: string, close: string, readItem: () => boolean): boolean {
  if (!skip(reader, open)) return false;
  if (skip(reader, close)) return true;
  do {
    skipSpace(reader);
    if (!readItem()) return false;
  } while (skip(reader, ','));
  return skip(reader, close);
}

const stringPattern = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/y;
const escapePattern = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g;
const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

function readString(reader: Reader): string | undefined {
  const quoted = take(reader, stringPattern);
  if (quoted === null) return undefined;
  let isWhole = true;
  const value = quoted.slice(1, -1).replace(escapePattern, (_, byte, unit, point, char: string | undefined) => {
    const code = Number.parseInt(byte ?? unit ?? point ?? '', 16);
    const text = char === undefined ? characterOf(code) : escaped[char];
    isWhole &&= text !== undefined;
    return text ?? '';
  });
  return isWhole ? value : undefined;
}

function characterOf(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function skip(reader: Reader, char: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== char) return false;
  reader.at += 1;
  return true;
}

function skipSpace(reader: Reader): void {
  take(reader, /\s*/y);
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const [found] = pattern.exec(reader.text) ?? [];
  if (found === undefined) return null;
  reader.at += found.length;
  return found;
}
