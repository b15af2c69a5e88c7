/** JSON values: parsed, compared, and told apart. */

export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper than any program nests, and not deeper than a function that walks through a value may call itself. */
export const maxDepth = 200;

/** Parses a whole text as one JSON value; undefined where it is not JSON, or nested without end. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    // Each level takes two characters.
    return text.length > 2 * maxDepth && isDeeper(value, maxDepth) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
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
