/**
 * What a value read from JSON must look like, and in words how it doesn't. A journal has thousands of lines and is judged in
 * the time that a validation library takes to load: this is the little of one that it needs.
 */
import { isObject, type Json } from './json.ts';

export interface Shape<T extends Json> {
  readonly structure: Structure;
  /** What the value is for. */
  readonly description?: string;
  fits(value: Json | undefined): value is T;
  /** What is wrong where, `path` being where the value stands; null where it fits. */
  misfit(value: Json | undefined, path: string): string | null;
}

/** What a shape is made of, for those who tell others of it. */
export type Structure =
  | { kind: 'text'; pattern: RegExp | null }
  | { kind: 'boolean' }
  | { kind: 'int' | 'number'; from: number | null }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'nullable'; inner: Shape<Json> }
  | { kind: 'either'; shapes: readonly Shape<Json>[] }
  | { kind: 'list'; item: Shape<Json> }
  | { kind: 'object'; fields: Fields };

/** The type of the values that a shape describes. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

function shape<T extends Json>(structure: Structure, misfit: Shape<T>['misfit']): Shape<T> {
  return { structure, misfit, fits: (value): value is T => misfit(value, '') === null };
}

function plain<T extends Json>(structure: Structure, expected: string, fits: (value: Json) => boolean): Shape<T> {
  return shape(structure, (value, path) =>
    value !== undefined && fits(value) ? null : notWhatIsExpected(expected, value, path),
  );
}

/** The same shape, with what it is for. */
export function described<S extends Shape<Json>>(description: string, shape: S): S {
  return { ...shape, description };
}

export const string = plain<string>({ kind: 'text', pattern: null }, 'a text', (value) => typeof value === 'string');
export const boolean = plain<boolean>({ kind: 'boolean' }, 'true or false', (value) => typeof value === 'boolean');
export const int = plain<number>({ kind: 'int', from: null }, 'a whole number', (value) => Number.isSafeInteger(value));
/** The `int` that lies nearest: what other programs say can be 2^62. */
export function nearestInt(value: number): number {
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
export const count = plain<number>(
  { kind: 'int', from: 1 },
  'a whole number from 1',
  (value) => Number.isSafeInteger(value) && Number(value) > 0,
);
export const duration = plain<number>(
  { kind: 'number', from: 0 },
  'a number from 0',
  (value) => Number.isFinite(value) && Number(value) >= 0,
);
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
export const utcTime = plain<string>(
  { kind: 'text', pattern: isoTime },
  'a time such as 2026-11-22T10:00:00Z',
  (value) => typeof value === 'string' && isoTime.test(value),
);

export interface LiteralShape<T extends string> extends Shape<T> {
  readonly text: T;
}

export function literal<const T extends string>(text: T): LiteralShape<T> {
  return { text, ...plain<T>({ kind: 'choice', choices: [text] }, JSON.stringify(text), (value) => value === text) };
}

export function oneOf<const T extends string>(...choices: readonly T[]): Shape<T> {
  const expected = choices.map((choice) => JSON.stringify(choice)).join(' or ');
  return plain({ kind: 'choice', choices }, expected, (value) => choices.some((choice) => choice === value));
}

export function nullable<T extends Json>(inner: Shape<T>): Shape<T | null> {
  return shape({ kind: 'nullable', inner }, (value, path) => (value === null ? null : inner.misfit(value, path)));
}

/** What fits neither is told as it misfits the second. */
export function either<A extends Json, B extends Json>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return shape({ kind: 'either', shapes: [first, second] }, (value, path) =>
    first.fits(value) ? null : second.misfit(value, path),
  );
}

export function list<T extends Json>(item: Shape<T>): Shape<T[]> {
  return shape({ kind: 'list', item }, (value, path) => {
    if (!Array.isArray(value)) return notWhatIsExpected('a list', value, path);
    for (const [index, each] of value.entries()) {
      const wrong = item.misfit(each, `${path}[${index}]`);
      if (wrong !== null) return wrong;
    }
    return null;
  });
}

export type Fields = Readonly<Record<string, Shape<Json>>>;
type ObjectOf<F extends Fields> = { [K in keyof F]: Shaped<F[K]> };

export interface ObjectShape<F extends Fields> extends Shape<ObjectOf<F>> {
  readonly fields: F;
}

/** An object with these fields; others may be there. */
export function object<const F extends Fields>(fields: F): ObjectShape<F> {
  const entries = Object.entries(fields);
  const objects = shape<ObjectOf<F>>({ kind: 'object', fields }, (value, path) => {
    if (value === undefined || !isObject(value)) return notWhatIsExpected('an object', value, path);
    for (const [name, field] of entries) {
      const wrong = field.misfit(value[name], path === '' ? name : `${path}.${name}`);
      if (wrong !== null) return wrong;
    }
    return null;
  });
  return { fields, ...objects };
}

/** That a value is not what is expected at a place, or is missing there. */
export function notWhatIsExpected(expected: string, value: Json | undefined, path: string): string {
  const subject = path === '' ? 'it' : path;
  if (value === undefined) return `${subject} is missing; it must be ${expected}`;
  const text = JSON.stringify(value);
  return `${subject} must be ${expected}, not ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}
