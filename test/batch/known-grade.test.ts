import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownGrade } from '../../src/batch/known-grade.ts';
import type { Grade } from '../../src/grade/grade.ts';
import { rubricSha256 } from '../../src/grading/judge-journal.ts';
import { checkResult, gradeOf } from '../report/grades.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const rubric = [{ id: 'consume.prints-every-value', points: 7, title: 'prints every value' }];
const asked = { exercise: 'kafka-consumers', rubric, graderVersion: '1.2.3' };
const graded = gradeOf([checkResult({})]);
const stored: Grade = {
  ...graded,
  grader: { ...graded.grader, version: '1.2.3', rubricSha256: rubricSha256(rubric) },
};
const { sha256 } = stored.submission;

/** What is known of a folder that holds this grade. */
async function known(grade: Grade | string, now = { sha256, ...asked }) {
  await using folder = await makeTemporaryFolder();
  const text = typeof grade === 'string' ? grade : JSON.stringify(grade);
  await writeFile(join(folder.path, 'grade.json'), text);
  return knownGrade(folder.path, { folder: folder.path, commit: null, ...now }, now);
}

test('a final grade of the same files, checks and grader stands', async () => {
  expect(await known(stored)).toMatchObject({ score: 7 });
});

test.each([
  ['other files', { sha256: 'other', ...asked }],
  ['another exercise', { sha256, ...asked, exercise: 'kafka-producers' }],
  ['other points', { sha256, ...asked, rubric: [{ ...rubric[0], id: 'x', title: 'x', points: 8 }] }],
  ['another grader', { sha256, ...asked, graderVersion: '1.2.4' }],
])('one of %s does not', async (_, now) => {
  expect(await known(stored, now)).toBeNull();
});

test.each([
  ['is not final', { ...stored, final: false }],
  ['was cut off while it was written', JSON.stringify(stored).slice(0, 200)],
  ['is empty, as after a power cut', ''],
])('nor one that %s', async (_, grade) => {
  expect(await known(grade)).toBeNull();
});
