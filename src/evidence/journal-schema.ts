import { journalHeader } from './journal.ts';
import type { JsonObject } from './json.ts';
import { observationShapes } from './observation.ts';
import { schemaOf } from './shape-schema.ts';

/** The JSON Schema of one line of `observations.jsonl`: its header, or an observation of any type. */
export function journalLineSchema(): JsonObject {
  const lines = new Map([['header', journalHeader], ...observationShapes()]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'kafka-grader/observations/v1',
    description: 'One line of observations.jsonl: the header, which is the first, or an observation.',
    anyOf: [...lines.keys()].map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries([...lines].map(([name, shape]) => [name, schemaOf(shape)])),
  };
}
