import type { FieldType } from './field-types.ts';
import type { Encoding } from './read.ts';
import { Sink } from './sink.ts';
import { isWithin } from './versions.ts';

/** Writes a value as a table describes it: the counterpart of `read`. Throws a `TypeError` for a value that doesn't fit. */
export function write<T>(type: FieldType<T>, value: T, sink: Sink, encoding: Encoding): void;
export function write(type: FieldType, value: unknown, sink: Sink, encoding: Encoding): void {
  switch (type.kind) {
    case 'bool':
      sink.int8(value === true ? 1 : 0);
      break;
    case 'int8':
      sink.int8(number(value));
      break;
    case 'int16':
      sink.int16(number(value));
      break;
    case 'int32':
      sink.int32(number(value));
      break;
    case 'int64':
      sink.int64(number(value));
      break;
    case 'uuid':
      sink.append(Buffer.from(text(value), 'hex'));
      break;
    case 'string':
      writeString(present(type, value) ? text(value) : null, sink, encoding);
      break;
    case 'bytes':
      writeBytes(present(type, value) ? buffer(value) : null, sink, encoding);
      break;
    case 'array': {
      const elements = present(type, value) ? array(value) : null;
      writeLength(elements, sink, encoding);
      for (const element of elements ?? []) write(type.element, element, sink, encoding);
      break;
    }
    case 'struct': {
      const isPresent = present(type, value);
      if (type.nullable) sink.int8(isPresent ? 1 : -1);
      if (isPresent) writeStruct(type, object(value), sink, encoding);
      break;
    }
    case 'versioned':
      if (isWithin(type.versions, encoding.version)) write(type.type, value, sink, encoding);
      break;
    case 'tagged':
      write(type.type, value, sink, encoding);
      break;
  }
}

/** Writes that no tagged fields follow. */
export function writeNoTags(sink: Sink): void {
  sink.unsignedVarint(0);
}

function writeStruct(type: FieldType & { kind: 'struct' }, value: object, sink: Sink, encoding: Encoding): void {
  const values = new Map<string, unknown>(Object.entries(value));
  for (const [name, field] of type.fields) write(field, values.get(name) ?? null, sink, encoding);
  if (!encoding.flexible) return;
  const sent = type.tagged.filter(([name]) => (values.get(name) ?? null) !== null);
  sink.unsignedVarint(sent.length);
  for (const [name, { tag, type: fieldType }] of sent) {
    const content = new Sink();
    write(fieldType, values.get(name), content, encoding);
    sink.unsignedVarint(tag);
    sink.unsignedVarint(content.written().length);
    sink.append(content.written());
  }
}

function writeString(value: string | null, sink: Sink, encoding: Encoding): void {
  const bytes = value === null ? null : Buffer.from(value, 'utf8');
  if (encoding.flexible) writeLength(bytes, sink, encoding);
  else sink.int16(bytes?.length ?? -1);
  if (bytes) sink.append(bytes);
}

function writeBytes(bytes: Buffer | null, sink: Sink, encoding: Encoding): void {
  writeLength(bytes, sink, encoding);
  if (bytes) sink.append(bytes);
}

function writeLength(counted: { readonly length: number } | null, sink: Sink, encoding: Encoding): void {
  const length = counted?.length ?? -1;
  if (encoding.flexible) sink.unsignedVarint(length + 1);
  else sink.int32(length);
}

function present({ nullable }: { readonly nullable: boolean }, value: unknown): boolean {
  return value !== null || !nullable;
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : misfit('a number', value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : misfit('a string', value);
}

function buffer(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : misfit('a buffer', value);
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : misfit('an array', value);
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : misfit('an object', value);
}

function misfit(expected: string, value: unknown): never {
  throw new TypeError(`${expected} expected in a message, got ${String(value)}`);
}
