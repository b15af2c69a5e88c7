/** JSON values, and how to find them among whatever else stands on a line of output. */

export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** Bounds on the work that one line can cause: a line may come from anyone. */
const maxKeysTried = 8;
const maxBracesTried = 64;
const maxCharactersRead = 2 ** 20;

/** What is left of the characters that may be read for one line. */
interface Budget {
  characters: number;
}

/**
 * The objects on the line that have `key` as a key of their own, outermost text positions first. An object may be
 * nested in another one; what stands before and after it does not matter.
 */
export function objectsWithKey(line: string, key: string): JsonObject[] {
  const found = new Map<number, JsonObject>();
  const budget = { characters: maxCharactersRead };
  const quoted = `"${key}"`;
  let at = line.indexOf(quoted);
  for (let tried = 0; at >= 0 && tried < maxKeysTried; tried += 1) {
    const object = enclosingObject(line, at, key, budget);
    if (object) found.set(object.start, object.value);
    at = line.indexOf(quoted, Math.max(at + quoted.length, object?.end ?? 0));
  }
  return [...found.values()];
}

/** The innermost object around position `at` that has the key itself. */
function enclosingObject(line: string, at: number, key: string, budget: Budget) {
  let start = at;
  for (let tried = 0; tried < maxBracesTried; tried += 1) {
    start = line.lastIndexOf('{', start - 1);
    if (start < 0) return null;
    const end = balancedEnd(line, start, budget);
    if (end !== null && end > at) {
      const value = parseObject(line.slice(start, end));
      if (value && Object.hasOwn(value, key)) return { start, end, value };
    }
    if (start === 0) return null;
  }
  return null;
}

/** The position after the brace that closes the one at `start`, strings skipped; null where none does within the budget. */
function balancedEnd(line: string, start: number, budget: Budget): number | null {
  let depth = 0;
  let inString = false;
  for (let i = start; i < line.length && budget.characters > 0; i += 1) {
    budget.characters -= 1;
    const char = line[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return null;
}

function parseObject(text: string): JsonObject | null {
  const value = parseJson(text);
  return value !== undefined && isObject(value) ? value : null;
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a whole text as one JSON value; undefined where it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Equality of JSON values: objects without regard to the order of keys, numbers as doubles. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (a === undefined || b === undefined || Array.isArray(a) || Array.isArray(b)) return false;
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** Where two JSON values first differ, as a path such as `items[1].qty`; null where they are the same. */
export function firstDifference(a: Json | undefined, b: Json | undefined, path = ''): string | null {
  if (sameJson(a, b)) return null;
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    const index = a.findIndex((item, i) => !sameJson(item, b[i]));
    return firstDifference(a[index], b[index], `${path}[${index}]`);
  }
  if (a !== undefined && b !== undefined && isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    const key = [...keys].find((k) => Object.hasOwn(a, k) !== Object.hasOwn(b, k) || !sameJson(a[k], b[k]));
    if (key !== undefined) return firstDifference(a[key], b[key], path === '' ? key : `${path}.${key}`);
  }
  return path === '' ? 'the whole value' : path;
}
