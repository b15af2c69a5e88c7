/** Shapes as JSON Schema (draft 2020-12): both accept the same values. */
import type { Json, JsonObject } from './json.ts';
import type { Fields, Shape, Structure } from './shape.ts';

/** The JSON Schema of what fits the shape. */
export function schemaOf({ structure, description }: Shape<Json>): JsonObject {
  return { ...(description !== undefined && { description }), ...schemaOfStructure(structure) };
}

function schemaOfStructure(structure: Structure): JsonObject {
  switch (structure.kind) {
    case 'text':
      return { type: 'string', ...(structure.pattern && { pattern: structure.pattern.source }) };
    case 'boolean':
      return { type: 'boolean' };
    case 'int':
      return {
        type: 'integer',
        minimum: structure.from ?? Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
      };
    case 'number':
      return { type: 'number', ...(structure.from !== null && { minimum: structure.from }) };
    case 'choice':
      return choice(structure.choices);
    case 'nullable':
      return { anyOf: [schemaOf(structure.inner), { type: 'null' }] };
    case 'either':
      return { anyOf: structure.shapes.map(schemaOf) };
    case 'list':
      return { type: 'array', items: schemaOf(structure.item) };
    case 'object':
      return schemaOfFields(structure.fields);
  }
}

function choice(choices: readonly string[]): JsonObject {
  const [first, ...others] = choices;
  return first !== undefined && others.length === 0
    ? { type: 'string', const: first }
    : { type: 'string', enum: [...choices] };
}

/** Other fields may be there. */
function schemaOfFields(fields: Fields): JsonObject {
  const properties = Object.entries(fields).map(([name, field]) => [name, schemaOf(field)] as const);
  return { type: 'object', properties: Object.fromEntries(properties), required: Object.keys(fields) };
}
