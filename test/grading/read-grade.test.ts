import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readGrading } from '../../src/grading/read-grade.ts';
import { checkResult, gradeOf } from '../report/grades.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const grade = gradeOf([checkResult({})]);
const text = JSON.stringify(grade);

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

test('a folder with a grade, and the file itself whatever it is called', async () => {
  await using folder = await makeTemporaryFolder();
  await write(join(folder.path, 'grade.json'), text);
  await write(join(folder.path, 'grade.previous.json'), text);
  expect(await readGrading(folder.path)).toEqual({ of: 'one', grade });
  expect(await readGrading(join(folder.path, 'grade.previous.json'))).toEqual({ of: 'one', grade });
});

test('a batch, of which not everything was graded', async () => {
  await using folder = await makeTemporaryFolder();
  await write(join(folder.path, 'submissions', 'ada', 'grade.json'), text);
  await write(join(folder.path, 'submissions', 'bob', 'observations.jsonl'), '');
  await write(join(folder.path, 'submissions', 'notes.txt'), '');
  expect(await readGrading(folder.path)).toEqual({ of: 'batch', grades: new Map([['ada', grade]]) });
});

test('NO_SUCH_OUTPUT where no grade is', async () => {
  await using folder = await makeTemporaryFolder();
  const { path } = folder;
  const advice = 'name the folder that was given as --out.';
  await expect(readGrading(join(path, 'nowhere'))).rejects.toMatchObject({
    code: 'NO_SUCH_OUTPUT',
    exitCode: 3,
    message: `No output of a grading at ${path}/nowhere: nothing is there; ${advice}`,
  });
  await expect(readGrading(path)).rejects.toMatchObject({
    code: 'NO_SUCH_OUTPUT',
    message: `No output of a grading at ${path}: it holds neither grade.json nor submissions/; ${advice}`,
  });
  await mkdir(join(path, 'submissions', 'ada'), { recursive: true });
  await expect(readGrading(path)).rejects.toMatchObject({
    code: 'NO_SUCH_OUTPUT',
    message: `No output of a grading at ${path}: its submissions/ holds no grade; ${advice}`,
  });
});

test('GRADE_UNREADABLE for what is not a grade, in a batch too', async () => {
  await using folder = await makeTemporaryFolder();
  const { path } = folder;
  await write(join(path, 'spoilt', 'grade.json'), '{');
  await write(join(path, 'folder', 'grade.json', 'x'), '');
  await write(join(path, 'batch', 'submissions', 'ada', 'grade.json'), text);
  await write(join(path, 'batch', 'submissions', 'bob', 'grade.json'), text.replace('"final":true', '"final":"yes"'));
  await expect(readGrading(join(path, 'spoilt'))).rejects.toMatchObject({
    code: 'GRADE_UNREADABLE',
    exitCode: 2,
    message: `${path}/spoilt/grade.json can't be read as a grade: not JSON.`,
  });
  await expect(readGrading(join(path, 'folder'))).rejects.toMatchObject({
    code: 'GRADE_UNREADABLE',
    message: expect.stringContaining('EISDIR'),
  });
  await expect(readGrading(join(path, 'batch'))).rejects.toMatchObject({
    code: 'GRADE_UNREADABLE',
    message: `${path}/batch/submissions/bob/grade.json can't be read as a grade: final must be true or false, not "yes".`,
  });
});
