import * as fc from 'fast-check';
import type { FieldType } from '../../src/wiretap/protocol/field-types.ts';
import type { Encoding } from '../../src/wiretap/protocol/read.ts';
import { isWithin } from '../../src/wiretap/protocol/versions.ts';

/** Characters of one to four bytes. */
const character = fc.constantFrom('a', '-', 'é', '字', '😀');

/** Any value that a table describes: fields that the version lacks are null. */
export function arbitraryOf(type: FieldType, encoding: Encoding): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'bool':
      return fc.boolean();
    case 'int8':
      return fc.integer({ min: -0x80, max: 0x7f });
    case 'int16':
      return fc.integer({ min: -0x8000, max: 0x7fff });
    case 'int32':
      return fc.integer();
    case 'int64':
      return fc.maxSafeInteger();
    case 'uuid':
      return fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    case 'string':
      return orNull(type, fc.string({ unit: character, maxLength: 200 }));
    case 'bytes':
      return orNull(
        type,
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      );
    case 'array':
      return orNull(type, fc.array(arbitraryOf(type.element, encoding), { maxLength: 4 }));
    case 'struct': {
      const fields = [...type.fields, ...type.tagged].map(
        ([name, field]) => [name, arbitraryOf(field, encoding)] as const,
      );
      return orNull(type, fc.record(Object.fromEntries(fields), { noNullPrototype: true }));
    }
    case 'versioned':
      return isWithin(type.versions, encoding.version) ? arbitraryOf(type.type, encoding) : fc.constant(null);
    case 'tagged':
      return encoding.flexible ? fc.option(arbitraryOf(type.type, encoding)) : fc.constant(null);
  }
}

function orNull(type: { readonly nullable: boolean }, arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return type.nullable ? fc.option(arbitrary) : arbitrary;
}
