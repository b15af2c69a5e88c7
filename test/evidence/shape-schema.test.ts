/** What our shapes accept, their JSON Schemas accept, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { journalHeader } from '../../src/evidence/journal.ts';
import { journalLineSchema } from '../../src/evidence/journal-schema.ts';
import { isObject, type Json } from '../../src/evidence/json.ts';
import { observationShapes, readObservation } from '../../src/evidence/observation.ts';
import type { Shape } from '../../src/evidence/shape.ts';
import { schemaOf } from '../../src/evidence/shape-schema.ts';
import { faultsBy } from '../support/json-schema.ts';
import { anyJson } from './arbitrary-json.ts';

const shapes = new Map([['header', journalHeader], ...observationShapes()]);

/** What fits the shape. */
function anyFitting({ structure }: Shape<Json>): fc.Arbitrary<Json> {
  switch (structure.kind) {
    case 'text':
      return structure.pattern === null ? fc.string() : fc.stringMatching(structure.pattern);
    case 'boolean':
      return fc.boolean();
    case 'int':
      return fc.maxSafeInteger().map((int) => Math.max(int, structure.from ?? int));
    case 'number':
      return fc.double({ min: structure.from ?? -1e9, noNaN: true, noDefaultInfinity: true });
    case 'choice':
      return fc.constantFrom(...structure.choices);
    case 'nullable':
      return fc.option(anyFitting(structure.inner));
    case 'either':
      return fc.oneof(...structure.shapes.map(anyFitting));
    case 'list':
      return fc.array(anyFitting(structure.item), { maxLength: 3 });
    case 'object': {
      const fields = Object.entries(structure.fields).map(([name, field]) => [name, anyFitting(field)] as const);
      return fc.record(Object.fromEntries(fields));
    }
  }
}

const almostRight: fc.Arbitrary<Json> = fc.oneof(
  anyJson,
  fc.constantFrom<Json>(0, -1, 0.5, 2 ** 53, -(2 ** 53), '', '2026-11-22T10:00:00Z', '2026-11-22 10:00', null, [], {}),
);

/** The value with something else in one place, or with one field more or less. */
function withOneChange(value: Json): fc.Arbitrary<Json> {
  if (Array.isArray(value) && value.length > 0) {
    return fc.nat(value.length - 1).chain((at) => withOneChange(value[at] ?? null).map((item) => value.with(at, item)));
  }
  if (!isObject(value) || Object.keys(value).length === 0) return almostRight;
  return fc.constantFrom(...Object.keys(value)).chain((name) => {
    const { [name]: field = null, ...others } = value;
    return fc.oneof(
      { weight: 4, arbitrary: withOneChange(field).map((changed) => ({ ...others, [name]: changed })) },
      { weight: 1, arbitrary: fc.constant(others) },
      { weight: 1, arbitrary: almostRight.map((more) => ({ ...value, more })) },
      { weight: 1, arbitrary: almostRight },
    );
  });
}

test.each([...shapes])('of the shape %s', (_name, shape) => {
  const faultsOf = faultsBy(schemaOf(shape));
  const fitting = anyFitting(shape);
  fc.assert(
    fc.property(fitting, (value) => {
      expect(shape.misfit(value, '')).toBeNull();
      expect(faultsOf(value)).toEqual([]);
    }),
    { numRuns: 30 },
  );
  fc.assert(
    fc.property(fitting.chain(withOneChange), (value) => {
      expect(faultsOf(value).length === 0, shape.misfit(value, '') ?? 'fits').toBe(shape.fits(value));
    }),
  );
});

test('of any line of a journal', () => {
  const faultsOf = faultsBy(journalLineSchema());
  const anyLine = fc.oneof(...[...shapes.values()].map(anyFitting));
  fc.assert(
    fc.property(fc.oneof(anyLine, anyLine.chain(withOneChange)), (line) => {
      const isRead = journalHeader.fits(line) || !('problem' in readObservation(line));
      expect(faultsOf(line).length === 0).toBe(isRead);
    }),
    { numRuns: 500 },
  );
});
