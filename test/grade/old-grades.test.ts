/** What an earlier version wrote is valid, is read, and is shown: `fixtures/grades`. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { grade as gradeSchema } from '../../src/grade/grade.ts';
import { gradeFor } from '../../src/report/audience.ts';
import { noPaint } from '../../src/report/terminal/look.ts';
import { renderTerminal } from '../../src/report/terminal/render.ts';
import { faultsBy } from '../support/json-schema.ts';
import { publishedSchema } from '../support/published-schema.ts';

const folder = new URL('../../fixtures/grades/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const faultsOf = faultsBy(JSON.parse(publishedSchema('grade-v1.schema.json')));

function read(file: string) {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

/** Those of the contract, which every version writes. */
const fieldsOfGrade = [
  'schema',
  'exercise',
  'submission',
  'score',
  'maxScore',
  'final',
  'checks',
  'grader',
  'broker',
  'startedAt',
  'durationMs',
];
const fieldsOfCheck = [
  'id',
  'title',
  'status',
  'points',
  'maxPoints',
  'reason',
  'expected',
  'actual',
  'hint',
  'blockedBy',
  'evidence',
];

test('the grades of all versions so far are there', () => {
  expect(files.sort()).toEqual([
    'as-the-contract-has-it.json',
    'contract-example.json',
    'with-location.json',
    'with-mistake.json',
    'with-repository.json',
    'with-scenarios.json',
    'with-visibility.json',
  ]);
});

describe.each(files)('%s', (file) => {
  test('is valid by the published schema', () => {
    expect(faultsOf(read(file))).toEqual([]);
  });

  test('is read, and what it has not is what it was then', () => {
    const { checks, ...grade } = gradeSchema.parse(read(file));
    const { checks: written, ...rest } = read(file);
    expect(grade).toEqual({ hiddenPoints: 'withheld', repository: null, violations: [], ...rest });
    const since = { visibility: 'visible', mistake: null, location: null, scenarios: [], file: null };
    expect(checks).toEqual(written.map((check: object) => ({ ...since, ...check })));
  });

  test('is shown whole, and to a student', () => {
    const grade = gradeSchema.parse(read(file));
    const look = { widthColumns: 80, charset: 'unicode', paint: noPaint } as const;
    const shown = renderTerminal(grade, [], look);
    for (const { title } of grade.checks) expect(shown).toContain(title);
    const forStudent = gradeFor({ audience: 'student', due: 'before' }, grade);
    expect(forStudent.checks.map(({ id }) => id)).toEqual(grade.checks.map(({ id }) => id));
  });
});

test('a grade may have more fields than anybody knows, and needs those of the contract', () => {
  const old = read('as-the-contract-has-it.json');
  const [check, ...others] = old.checks;
  const more = { ...old, mood: 'good', checks: [{ ...check, mood: 'good' }, ...others] };
  expect(faultsOf(more)).toEqual([]);
  expect(gradeSchema.safeParse(more).success).toBe(true);

  expect(Object.keys(old)).toEqual(fieldsOfGrade);
  for (const field of fieldsOfGrade) {
    const { [field]: _, ...less } = old;
    expect(faultsOf(less)).not.toEqual([]);
    expect(gradeSchema.safeParse(less).success).toBe(false);
  }
  expect(Object.keys(check)).toEqual(fieldsOfCheck);
  for (const field of fieldsOfCheck) {
    const { [field]: _, ...less } = check;
    expect(faultsOf({ ...old, checks: [less] })).not.toEqual([]);
    expect(gradeSchema.safeParse({ ...old, checks: [less] }).success).toBe(false);
  }
});
