import type { z } from 'zod';
import { isObject, type Json, parseJson } from '../evidence/json.ts';
import { notWhatIsExpected } from '../evidence/shape.ts';

/** A stored file as its schema has it, or the first thing that is wrong with it. */
export function parseStored<Stored>(schema: z.ZodType<Stored>, text: string): Stored | { problem: string } {
  const json = parseJson(text);
  if (json === undefined) return { problem: 'not JSON' };
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: issue ? problemOf(issue, json) : 'not what its schema asks for' };
}

/** What zod expects, in our words; where it has more to say than a type, in its own. */
const expectations: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a whole number',
  object: 'an object',
  string: 'a text',
};

function problemOf(issue: z.core.$ZodIssue, json: Json): string {
  const value = issue.path.reduce<Json | undefined>(within, json);
  return notWhatIsExpected(expectationOf(issue), value, pathOf(issue.path));
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return expectations[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'invalid_format':
      return issue.format === 'regex' ? 'the name of a folder' : 'a time such as 2026-11-22T10:00:00Z';
    default:
      return 'a whole number';
  }
}

function within(value: Json | undefined, key: PropertyKey): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return value !== undefined && isObject(value) ? value[String(key)] : undefined;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');
}
