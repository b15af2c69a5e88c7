/**
 * The vocabulary of message tables: what a field can be, as data. `read.ts` and `write.ts` give it meaning.
 */
import { parseVersions, type VersionRange, type VersionSpan } from './versions.ts';

type Shape =
  | { readonly kind: 'bool' | 'int8' | 'int16' | 'int32' | 'int64' | 'uuid' }
  | { readonly kind: 'string' | 'bytes'; readonly nullable: boolean }
  | { readonly kind: 'array'; readonly element: FieldType; readonly nullable: boolean }
  | { readonly kind: 'struct'; readonly fields: NamedTypes; readonly tagged: NamedTags; readonly nullable: boolean }
  | { readonly kind: 'versioned'; readonly versions: VersionRange; readonly type: FieldType }
  | Tagged;

type Tagged = { readonly kind: 'tagged'; readonly tag: number; readonly type: FieldType };
type NamedTypes = readonly (readonly [name: string, type: FieldType])[];
type NamedTags = readonly (readonly [name: string, type: Tagged])[];

/** A field's type on the wire. `T` is what it reads as: known to the compiler alone, no object has a `reads`. */
export type FieldType<T = unknown> = Shape & { readonly reads?: T };

/** The fields of a message or of a struct in it, in the order in which they are sent. */
export type Fields = Readonly<Record<string, FieldType>>;

/** What a table's fields read as. */
export type Values<F extends Fields> = { -readonly [K in keyof F]: F[K] extends FieldType<infer T> ? T : never };

export const bool: FieldType<boolean> = { kind: 'bool' };
export const int8: FieldType<number> = { kind: 'int8' };
export const int16: FieldType<number> = { kind: 'int16' };
export const int32: FieldType<number> = { kind: 'int32' };
/** Read as a plain number: no offset of an exercise comes near 2^53, and what lies beyond reads as that. */
export const int64: FieldType<number> = { kind: 'int64' };
/** 32 hexadecimal digits. */
export const uuid: FieldType<string> = { kind: 'uuid' };
export const string: FieldType<string> = { kind: 'string', nullable: false };
export const nullableString: FieldType<string | null> = { kind: 'string', nullable: true };
/** Read as a view of the message's own memory. */
export const bytes: FieldType<Buffer> = { kind: 'bytes', nullable: false };
/** Record batches, unread: `record-batches.ts` walks through them. */
export const records: FieldType<Buffer | null> = { kind: 'bytes', nullable: true };

/** An array of one type, or of structs where fields are given. */
export function arrayOf<T>(element: FieldType<T>): FieldType<T[]>;
export function arrayOf<F extends Fields>(fields: F): FieldType<Values<F>[]>;
export function arrayOf(of: FieldType | Fields): FieldType {
  return { kind: 'array', element: isType(of) ? of : struct(of), nullable: false };
}

/** An array that may be null instead. */
export function nullableArrayOf<T>(element: FieldType<T>): FieldType<T[] | null>;
export function nullableArrayOf<F extends Fields>(fields: F): FieldType<Values<F>[] | null>;
export function nullableArrayOf(of: FieldType | Fields): FieldType {
  return { kind: 'array', element: isType(of) ? of : struct(of), nullable: true };
}

/** Fields that are sent as one; in flexible versions they end with their own tagged fields. */
export function struct<F extends Fields>(fields: F): FieldType<Values<F>> {
  return { kind: 'struct', ...inSendingOrder(fields), nullable: false };
}

/** A struct that may be null instead: a byte says which. */
export function nullableStruct<F extends Fields>(fields: F): FieldType<Values<F> | null> {
  return { kind: 'struct', ...inSendingOrder(fields), nullable: true };
}

/** A field that only these versions have; in others it reads as null. */
export function only<T>(versions: VersionSpan, type: FieldType<T>): FieldType<T | null> {
  return { kind: 'versioned', versions: parseVersions(versions), type };
}

/** A field that this version brought; before it, it reads as null. */
export function since<T>(version: number, type: FieldType<T>): FieldType<T | null> {
  return { kind: 'versioned', versions: { from: version, to: Number.POSITIVE_INFINITY }, type };
}

/** A field that flexible versions may carry after the others, under a number; null where it isn't sent. */
export function tagged<T>(tag: number, type: FieldType<T>): FieldType<T | null> {
  return { kind: 'tagged', tag, type };
}

function inSendingOrder(fields: Fields): { fields: NamedTypes; tagged: NamedTags } {
  const untagged: [string, FieldType][] = [];
  const tags: [string, Tagged][] = [];
  for (const [name, type] of Object.entries(fields)) {
    if (type.kind === 'tagged') tags.push([name, type]);
    else untagged.push([name, type]);
  }
  return { fields: untagged, tagged: tags.sort(([, a], [, b]) => a.tag - b.tag) };
}

function isType(of: FieldType | Fields): of is FieldType {
  return 'kind' in of;
}
