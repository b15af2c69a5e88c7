import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/** What a file of `schemas/` has against a value: nothing, or a list. */
export function problemsBy(schema: string): (value: unknown) => unknown {
  const ajv = formats.default(new Ajv({ allErrors: true, strict: false }));
  const validate = ajv.compile(JSON.parse(readFileSync(new URL(`schemas/${schema}`, import.meta.url), 'utf8')));
  return (value) => (validate(value) ? [] : validate.errors);
}
