import type { FieldType } from './field-types.ts';
import { MalformedMessage, type Source } from './source.ts';
import { isWithin } from './versions.ts';

/** How a message is encoded: flexible ones have compact lengths and tagged fields. */
export interface Encoding {
  readonly version: number;
  readonly flexible: boolean;
}

/** Reads what a table describes. Throws `MalformedMessage` where the bytes say something else. */
export function read<T>(type: FieldType<T>, source: Source, encoding: Encoding): T;
export function read(type: FieldType, source: Source, encoding: Encoding): unknown {
  switch (type.kind) {
    case 'bool':
      return source.int8() !== 0;
    case 'int8':
      return source.int8();
    case 'int16':
      return source.int16();
    case 'int32':
      return source.int32();
    case 'int64':
      return source.int64();
    case 'uuid':
      return source.uuid();
    case 'string': {
      const length = encoding.flexible ? source.unsignedVarint() - 1 : source.int16();
      return isNull(type, length) ? null : source.take(length).toString('utf8');
    }
    case 'bytes': {
      const length = encoding.flexible ? source.unsignedVarint() - 1 : source.int32();
      return isNull(type, length) ? null : source.take(length);
    }
    case 'array':
      return readArray(type, source, encoding);
    case 'struct':
      return type.nullable && source.int8() < 0 ? null : readStruct(type, source, encoding);
    case 'versioned':
      return isWithin(type.versions, encoding.version) ? read(type.type, source, encoding) : null;
    case 'tagged':
      return read(type.type, source, encoding);
  }
}

/** Reads past the tagged fields of a struct or header that knows none. */
export function skipTags(source: Source): void {
  for (let left = source.unsignedVarint(); left > 0; left -= 1) {
    source.unsignedVarint();
    source.take(source.unsignedVarint());
  }
}

function readArray(type: FieldType & { kind: 'array' }, source: Source, encoding: Encoding): unknown[] | null {
  const length = encoding.flexible ? source.unsignedVarint() - 1 : source.int32();
  if (isNull(type, length)) return null;
  source.expectElements(length);
  const elements: unknown[] = [];
  for (let left = length; left > 0; left -= 1) elements.push(read(type.element, source, encoding));
  return elements;
}

function readStruct(type: FieldType & { kind: 'struct' }, source: Source, encoding: Encoding): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of type.fields) values[name] = read(field, source, encoding);
  for (const [name] of type.tagged) values[name] = null;
  if (!encoding.flexible) return values;
  if (type.tagged.length === 0) skipTags(source);
  else readTags(type.tagged, values, source, encoding);
  return values;
}

function readTags(
  known: (FieldType & { kind: 'struct' })['tagged'],
  values: Record<string, unknown>,
  source: Source,
  encoding: Encoding,
): void {
  for (let left = source.unsignedVarint(); left > 0; left -= 1) {
    const tag = source.unsignedVarint();
    const content = source.within(source.unsignedVarint());
    const field = known.find(([, type]) => type.tag === tag);
    if (field) values[field[0]] = read(field[1], content, encoding);
  }
}

function isNull(type: { readonly nullable: boolean }, length: number): boolean {
  if (length >= 0) return false;
  if (length === -1 && type.nullable) return true;
  throw new MalformedMessage(`a length of ${length}`);
}
