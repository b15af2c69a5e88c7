/** Stored grades in other formats, by the command line. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkResult, gradeOf } from '../report/grades.ts';
import { everyKindFinal } from '../report/hostile.ts';
import { runGrader } from './run-grader.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'cli-report-test-'));
  await store('out', everyKindFinal);
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function store(folder: string, grade: object): Promise<void> {
  await mkdir(join(cwd, folder), { recursive: true });
  await writeFile(join(cwd, folder, 'grade.json'), JSON.stringify(grade));
}

const report = (...args: string[]) => runGrader(['report', ...args], { cwd });
const read = (...path: string[]) => readFile(join(cwd, ...path), 'utf8');

describe('report', () => {
  test('writes the formats that are asked for beside the grade', async () => {
    expect(
      await report('out', '--format', 'junit,ctrf', '--format', 'gradescope, prairielearn', '--format', 'ctrf'),
    ).toMatchObject({
      exitCode: 0,
      stdout: `junit.xml, ctrf.json, gradescope.json, prairielearn.json in ${join(cwd, 'out')}`,
      stderr: '',
    });
    const files = ['ctrf.json', 'grade.json', 'gradescope.json', 'junit.xml', 'prairielearn.json'];
    expect((await readdir(join(cwd, 'out'))).sort()).toEqual(files);
  });

  test('writes elsewhere what is asked for there, and one format to standard output', async () => {
    expect(await report('out', '--format', 'markdown', '--out', 'new/folder')).toMatchObject({ exitCode: 0 });
    const printed = await report('out', '--format', 'markdown', '--out', '-');
    expect(printed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(`${printed.stdout}\n`).toBe(await read('new', 'folder', 'report.md'));
    expect(await readdir(join(cwd, 'out'))).toEqual(['grade.json']);
  });

  test('is for students unless it is asked for instructors, and Gradescope does that by itself', async () => {
    const withFormat = ['out', '--out', '-', '--format'];
    expect((await report(...withFormat, 'markdown')).stdout).not.toContain('SECRET');
    expect((await report(...withFormat, 'markdown', '--due-passed')).stdout).not.toContain('SECRET');
    expect((await report(...withFormat, 'markdown', '--audience', 'instructor')).stdout).toContain('SECRET-ACTUAL');
    expect((await report(...withFormat, 'gradescope')).stdout).toContain('SECRET-ACTUAL');
  });

  test('shows students what was kept from them until the work is due', async () => {
    await store(
      'out',
      gradeOf([checkResult({ visibility: 'after-due', status: 'failed', points: 0, actual: 'late' })]),
    );
    const asked = ['out', '--format', 'markdown', '--out', '-'];
    expect((await report(...asked)).stdout).not.toContain('late');
    expect((await report(...asked, '--due-passed')).stdout).toContain('late');
  });
});

describe('report for Classroom 50', () => {
  const open = gradeOf([checkResult({ status: 'inconclusive', points: null })]);
  const sentence =
    'classroom50.json is not written: the grade is not final, and Classroom 50 has no score that is open; grade it again.';

  test('names who and what its runner says', async () => {
    const args = ['report', 'out', '--format', 'classroom50', '--out', '-'];
    const { stdout } = await runGrader(args, { cwd, env: { CLASSROOM: 'kafka', ASSIGNMENT: 'day-3', OWNER: 'bo' } });
    expect(JSON.parse(stdout)).toMatchObject({ classroom: 'kafka', assignment: 'day-3', owner: 'bo', score: 9 });
  });

  test('is not written for a grade that is not final, and the other formats are', async () => {
    await store('out', open);
    expect(await report('out', '--format', 'classroom50,classroom')).toMatchObject({
      exitCode: 2,
      stdout: `classroom.txt in ${join(cwd, 'out')}`,
      stderr: sentence,
    });
    expect(await readdir(join(cwd, 'out'))).toEqual(['classroom.txt', 'grade.json']);
    expect(await report('out', '--format', 'classroom50', '--out', '-')).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: sentence,
    });
  });

  test('says whose grade in a batch it was not written for', async () => {
    await store('batch/submissions/ada', open);
    await store('batch/submissions/bo', everyKindFinal);
    expect(await report('batch', '--format', 'classroom50')).toMatchObject({
      exitCode: 2,
      stdout: `classroom50.json in ${join(cwd, 'batch/submissions')}`,
      stderr: `ada: ${sentence}`,
    });
  });
});

describe('report of a batch', () => {
  beforeEach(async () => {
    await store('batch/submissions/bo', everyKindFinal);
    await store('batch/submissions/ada', everyKindFinal);
  });

  test('writes beside each grade', async () => {
    expect(await report('batch', '--format', 'ctrf')).toMatchObject({
      exitCode: 0,
      stdout: `ctrf.json in ${join(cwd, 'batch/submissions')}`,
    });
    expect(await readdir(join(cwd, 'batch/submissions/ada'))).toEqual(['ctrf.json', 'grade.json']);
    expect(await readdir(join(cwd, 'batch/submissions/bo'))).toEqual(['ctrf.json', 'grade.json']);
  });

  test('writes the same folders elsewhere, and says whom it left out', async () => {
    await mkdir(join(cwd, 'batch/submissions/cy'));
    await store('batch/submissions/al', {});
    const { exitCode, stderr } = await report('batch', '--format', 'ctrf', '--out', 'new');
    expect(exitCode).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'Without a grade, and so without a report: cy',
      expect.stringMatching(/submissions\/al\/grade\.json can't be read as a grade: schema .* \(GRADE_UNREADABLE\)$/),
    ]);
    expect(await readdir(join(cwd, 'new/submissions'))).toEqual(['ada', 'bo']);
  });

  test('writes one page of the whole class, also beside the reports of each', async () => {
    expect(await report('batch', '--format', 'class')).toMatchObject({
      exitCode: 0,
      stdout: `class.html in ${join(cwd, 'batch')}`,
      stderr: '',
    });
    expect(await read('batch', 'class.html')).not.toContain('href="submissions/');
    const both = await report('batch', '--format', 'ctrf,class', '--out', 'new');
    expect(both.stdout).toBe(`ctrf.json in ${join(cwd, 'new/submissions')}\nclass.html in ${join(cwd, 'new')}`);
    const printed = await report('batch', '--format', 'class', '--out', '-');
    expect(`${printed.stdout}\n`).toBe(await read('batch', 'class.html'));
  });

  test('leads from the page of a class to the pages that stand beside it, also to those that were made with it', async () => {
    const link = 'href="submissions/ada/report.html"';
    const missing = '2 submissions had no page beside this one';
    await report('batch', '--format', 'html,class');
    expect(await read('batch', 'class.html')).toContain(link);
    expect(await read('batch', 'class.html')).not.toContain(missing);
    await report('batch', '--format', 'class', '--out', 'alone');
    expect(await read('alone', 'class.html')).not.toContain(link);
    expect(await read('alone', 'class.html')).toContain(missing);
    await report('batch', '--format', 'html,class', '--out', 'copy');
    expect(await read('copy', 'class.html')).toContain(link);
  });

  test('makes a page of a class also where nobody has a grade, and none of a single grading', async () => {
    await mkdir(join(cwd, 'none/submissions/ada'), { recursive: true });
    expect(await report('none', '--format', 'class')).toMatchObject({ exitCode: 0 });
    expect(await read('none', 'class.html')).toContain('ada: There is no grade of it.');
    expect(await report('out', '--format', 'class')).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: `No output of a batch at ${join(cwd, 'out')}: it holds no submissions/; name the folder that was given as --out. (NO_SUCH_OUTPUT)`,
    });
  });

  test('is not for standard output', async () => {
    expect(await report('batch', '--format', 'ctrf', '--out', '-')).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: '--out - takes one file of one submission, but this is a batch; name a folder instead. (USAGE)',
    });
  });

  test('needs a grade', async () => {
    await mkdir(join(cwd, 'none/submissions/ada'), { recursive: true });
    expect(await report('none')).toMatchObject({
      exitCode: 3,
      stderr: `No grade in ${join(cwd, 'none/submissions')}: no folder in it holds a grade.json. (NO_SUCH_OUTPUT)`,
    });
  });
});

describe('what report refuses', () => {
  const formats =
    'html, markdown, junit, ctrf, gradescope, prairielearn, classroom, classroom50, svg, and for a class class, points, canvas, moodle, gradescope-csv, classroom-csv, classroom50-csv';
  const usage = 'usage: kafka-grader report [options] <out>';

  test.for<[args: string[], sentence: string]>([
    [
      ['out', '--format', 'junit,xml'],
      `kafka-grader report: option '--format <names>' argument 'junit,xml' is invalid. Allowed formats are ${formats}; ${usage}. (USAGE)`,
    ],
    [
      ['out', '--audience', 'parents'],
      `kafka-grader report: option '--audience <who>' argument 'parents' is invalid. Allowed choices are student, instructor; ${usage}. (USAGE)`,
    ],
    [
      ['out', '--format', 'junit,ctrf', '--out', '-'],
      '--out - takes one file of one submission, but these are junit.xml, ctrf.json; name a folder instead. (USAGE)',
    ],
  ])('%j', async ([args, sentence]) => {
    expect(await report(...args)).toMatchObject({ exitCode: 3, stdout: '', stderr: sentence });
  });

  test('a folder without a grade', async () => {
    expect(await report('nowhere')).toMatchObject({
      exitCode: 3,
      stderr: `No output of a grading at ${join(cwd, 'nowhere')}: it holds no grade.json; name the folder that was given as --out. (NO_SUCH_OUTPUT)`,
    });
  });

  test('a grade that is none', async () => {
    await writeFile(join(cwd, 'out', 'grade.json'), '{}');
    const { exitCode, stdout, stderr } = await report('out');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/grade\.json can't be read as a grade: schema .*\. \(GRADE_UNREADABLE\)$/);
  });

  test('a place that cannot be written', async () => {
    const { exitCode, stderr } = await report('out', '--out', 'out/grade.json');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('(OUTPUT_NOT_WRITABLE)');
  });
});
