/** How a value comes to be printed as another one. */
import { isObject, type Json, parseJson, sameJson } from 'kafka-grader/check';

/** What the text becomes when its UTF-8 bytes are read one character a byte, as `latin1` does, or 7 bits of each, as `ascii` does. */
export function misread(text: string, encoding: 'latin1' | 'ascii'): string {
  const mask = encoding === 'ascii' ? 0x7f : 0xff;
  return encodeURIComponent(text).replaceAll(/%([0-9A-F]{2})|[\s\S]/g, (char, hex: string | undefined) =>
    hex === undefined ? char : String.fromCharCode(Number.parseInt(hex, 16) & mask),
  );
}

/** The encoding under which the record's bytes make exactly the printed value; null if there is none. */
export function encodingThatMakes(printed: Json, recorded: string): 'latin1' | 'ascii' | null {
  const encodings = ['latin1', 'ascii'] as const;
  return encodings.find((encoding) => sameJson(parseJson(misread(recorded, encoding)), printed)) ?? null;
}

export interface Difference {
  from: Json | undefined;
  to: Json | undefined;
}

/** The leaves in which two JSON values differ. */
export function differences(from: Json | undefined, to: Json | undefined): Difference[] {
  if (sameJson(from, to)) return [];
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return from.flatMap((item, index) => differences(item, to[index]));
  }
  if (from !== undefined && to !== undefined && isObject(from) && isObject(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => differences(from[key], to[key]));
  }
  return [{ from, to }];
}

/** The second number is the first one with fewer decimals. */
export function isRounded({ from, to }: Difference): boolean {
  if (typeof from !== 'number' || typeof to !== 'number') return false;
  return [0, 1, 2, 3, 4, 5].some((decimals) => Number(from.toFixed(decimals)) === to) || Math.trunc(from) === to;
}

/** The text is a JSON string that holds the JSON of an object with this id: one that was encoded twice. */
export function isEncodedTwice(text: string, orderId: string): boolean {
  const begin = text.indexOf('"{');
  const end = text.lastIndexOf('}"');
  if (begin < 0 || end < begin) return false;
  const inner = parseJson(text.slice(begin, end + 2));
  const order = typeof inner === 'string' ? parseJson(inner) : undefined;
  return order !== undefined && isObject(order) && order['orderId'] === orderId;
}
