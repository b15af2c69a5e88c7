import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/evidence/json.ts';

export const anyJson: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }).map((value) => {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
});

/** Objects with an order id of their own, and with hostile text in their other fields. */
export const anyOrder: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.nat(), fc.dictionary(fc.string({ maxLength: 6 }), anyJson, { maxKeys: 4 }))
  .map(([id, fields]) => ({ ...fields, orderId: `ord-${id.toString(16)}` }));
