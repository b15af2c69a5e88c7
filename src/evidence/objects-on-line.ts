/** Finds JSON objects among whatever else stands on a line of output, written as JSON or as Python prints a dict. */
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import { parsePythonLiteral } from './python-literal.ts';

/** Bounds on the work that one line can cause: a line may come from anyone. */
const maxKeysTried = 8;
const maxBracesTried = 64;
const maxCharactersRead = 2 ** 20;

/** What is left of the characters that may be read for one line. */
interface Budget {
  characters: number;
}

/** A way to write an object; which one it is shows in the quotes of its keys. */
interface Notation {
  readonly keyQuote: string;
  readonly stringQuotes: string;
  parse(text: string): Json | undefined;
}

const notations: readonly Notation[] = [
  { keyQuote: '"', stringQuotes: '"', parse: parseJson },
  { keyQuote: "'", stringQuotes: '\'"', parse: parsePythonLiteral },
];

interface Found {
  readonly start: number;
  /** Behind its last brace. */
  readonly end: number;
  readonly value: JsonObject;
  readonly notation: Notation;
}

/**
 * The objects on the line that have `key` as a key of their own, outermost text positions first. An object may be
 * nested in another one; what stands before and after it does not matter.
 */
export function objectsWithKey(line: string, key: string): JsonObject[] {
  const found = new Map<number, Found>();
  const budget = { characters: maxCharactersRead };
  let next = nextKey(line, key, 0);
  for (let tried = 0; next !== null && tried < maxKeysTried; tried += 1) {
    const object = enclosingObject(line, next.at, key, next.notation, budget);
    if (object) found.set(object.start, object);
    next = nextKey(line, key, Math.max(next.at + key.length + 2, object?.end ?? 0));
  }
  const all = [...found.values()];
  return all.filter((object) => !all.some((other) => isTextIn(other, object))).map(({ value }) => value);
}

/** Where the key next stands in quotes, and the notation that has those. */
function nextKey(line: string, key: string, from: number): { at: number; notation: Notation } | null {
  const places = notations.map((notation) => ({
    at: line.indexOf(`${notation.keyQuote}${key}${notation.keyQuote}`, from),
    notation,
  }));
  return places.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0] ?? null;
}

/** Whether what looks like an object lies in a string of another one, which its notation writes without escapes. */
function isTextIn(outer: Found, inner: Found): boolean {
  return outer.notation !== inner.notation && outer.start < inner.start && inner.end < outer.end;
}

/** The innermost object around position `at` that has the key itself. */
function enclosingObject(line: string, at: number, key: string, notation: Notation, budget: Budget): Found | null {
  let start = at;
  for (let tried = 0; tried < maxBracesTried; tried += 1) {
    start = line.lastIndexOf('{', start - 1);
    if (start < 0) return null;
    const end = balancedEnd(line, start, notation, budget);
    if (end !== null && end > at) {
      const value = notation.parse(line.slice(start, end));
      if (value !== undefined && isObject(value) && Object.hasOwn(value, key)) return { start, end, value, notation };
    }
    if (start === 0) return null;
  }
  return null;
}

/** The position after the brace that closes the one at `start`, strings skipped; null where none does within the budget. */
function balancedEnd(line: string, start: number, { stringQuotes }: Notation, budget: Budget): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let i = start; i < line.length && budget.characters > 0; i += 1) {
    budget.characters -= 1;
    const char = line.charAt(i);
    if (quote !== null) {
      if (char === '\\') i += 1;
      else if (char === quote) quote = null;
    } else if (stringQuotes.includes(char)) quote = char;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return null;
}
