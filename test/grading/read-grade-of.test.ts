import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readGradeOf } from '../../src/grading/read-grade.ts';
import { everyKind } from '../report/hostile.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'read-grade-test-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

const path = () => join(out, 'grade.json');
const write = (text: string) => writeFile(path(), text);
const refused = (code: string, message: string) => expect(readGradeOf(out)).rejects.toMatchObject({ code, message });

test('gives the grade of an output folder', async () => {
  await write(JSON.stringify(everyKind));
  expect(await readGradeOf(out)).toEqual(everyKind);
});

test('gives a grade from before there were visibilities, mistakes and places what it lacks', async () => {
  const checks = everyKind.checks.map(({ visibility, mistake, scenarios, location, ...check }) => check);
  const { hiddenPoints, ...grade } = everyKind;
  await write(JSON.stringify({ ...grade, checks, added: 'later' }));
  const old = await readGradeOf(out);
  expect(old.hiddenPoints).toBe('withheld');
  expect(old.checks[1]).toMatchObject({ visibility: 'visible', mistake: null, scenarios: [], location: null });
});

test('says where there is none', async () => {
  const hint = 'it holds no grade.json; name the folder that was given as --out.';
  await refused('NO_SUCH_OUTPUT', `No output of a grading at ${out}: ${hint}`);
  await rm(out, { recursive: true });
  await refused('NO_SUCH_OUTPUT', `No output of a grading at ${out}: ${hint}`);
});

test('says what is wrong in one', async () => {
  await write('{"schema":');
  await refused('GRADE_UNREADABLE', `${path()} can't be read as a grade: not JSON.`);
  await write(JSON.stringify({ ...everyKind, score: 'all' }));
  await refused('GRADE_UNREADABLE', `${path()} can't be read as a grade: score must be a whole number, not "all".`);
});
