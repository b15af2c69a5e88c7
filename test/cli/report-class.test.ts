/** The gradebooks of a stored class, by the command line. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grades, record } from '../report/class.ts';
import { runGrader } from './run-grader.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'cli-report-class-test-'));
  for (const [id, grade] of grades) {
    await mkdir(join(cwd, 'class/submissions', id), { recursive: true });
    await write(`class/submissions/${id}/grade.json`, JSON.stringify(grade));
  }
  await write('class/batch.json', JSON.stringify(record));
  await write('late.yaml', 'due: 2026-11-22T23:59:00+01:00\ngrace: 15m\nper_day_percent: 10\n');
  await write('canvas-export.csv', 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",501,ada,A\n"Poe, Ed",502,ep,A\n');
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const write = (path: string, text: string) => writeFile(join(cwd, path), text);
const read = (path: string) => readFile(join(cwd, path), 'utf8');
const report = (...args: string[]) => runGrader(['report', ...args], { cwd });

const open = [
  'day-3-cy: the grade is not final, so its cell is empty; grade it again.',
  'day-3-di: not graded, so its cell is empty (The batch ended before its turn).',
];

describe('report of a class', () => {
  test('writes a file a format into the folder of the batch, and changes no grade', async () => {
    const before = await read('class/submissions/day-3-bo/grade.json');
    const { exitCode, stdout, stderr } = await report(
      ...['class', '--format', 'points,gradescope-csv,classroom-csv,classroom50-csv', '--late', 'late.yaml'],
    );
    expect({ exitCode, stdout }).toEqual({
      exitCode: 2,
      stdout: `points.csv, gradescope-scores.csv, classroom-grades.csv, classroom50-scores.csv in ${join(cwd, 'class')}`,
    });
    expect(stderr.split('\n')).toEqual([
      ...open,
      'day-3-ed: nobody knows when it was handed in, so it counts as in time.',
    ]);
    expect(await read('class/points.csv')).toContain('2026-11-24T01:02:03Z,9,2,2,7,12\n');
    expect(await read('class/classroom-grades.csv')).toContain('\nkafka-consumers,,,bo,');
    expect(await read('class/submissions/day-3-bo/grade.json')).toBe(before);
  });

  test('ends with 0 where every submission has its points', async () => {
    await write('class/batch.json', JSON.stringify({ ...record, submissions: record.submissions.slice(0, 2) }));
    const args = ['class', '--format', 'points', '--out'];
    expect(await report(...args, 'new/folder')).toMatchObject({
      exitCode: 0,
      stdout: `points.csv in ${join(cwd, 'new/folder')}`,
      stderr: '',
    });
    expect(await readdir(join(cwd, 'class'))).toEqual(['batch.json', 'submissions']);
    const printed = await report(...args, '-');
    expect(`${printed.stdout}\n`).toBe(await read('new/folder/points.csv'));
  });

  test('fills in a gradebook, and says who is not in it', async () => {
    const { exitCode, stdout, stderr } = await report(
      ...['class', '--format', 'canvas', '--gradebook', 'canvas-export.csv', '--column', 'Day 3'],
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: `canvas.csv in ${join(cwd, 'class')}` });
    expect(stderr.split('\n')).toEqual([
      ...open,
      'canvas.csv: day-3-bo: no row of the gradebook matches.',
      'canvas.csv: day-3-cy: no row of the gradebook matches.',
      'canvas.csv: day-3-di: no row of the gradebook matches.',
    ]);
    expect(await read('class/canvas.csv')).toBe(
      'Student,ID,SIS Login ID,Section,Day 3\n"Lovelace, Ada",501,ada,A,12\n"Poe, Ed",502,ep,A,0\n',
    );
  });

  test('goes with the formats of each grading', async () => {
    expect(await report('class', '--format', 'ctrf,points')).toMatchObject({
      exitCode: 2,
      stdout: `ctrf.json in ${join(cwd, 'class/submissions')}\npoints.csv in ${join(cwd, 'class')}`,
    });
  });

  test('gives who is absent a zero where that is asked for', async () => {
    await report('class', '--format', 'classroom-csv', '--absent', 'zero');
    expect(await read('class/classroom-grades.csv')).toMatch(/,99,,,,0,12\n$/);
  });

  test('takes a grade that can not be read for none', async () => {
    await write('class/submissions/day-3-ada/grade.json', '{}');
    const { stderr } = await report('class', '--format', 'points');
    expect(stderr).toContain('day-3-ada: not graded, so its cell is empty (its grade is missing).');
  });
});

describe('what report of a class refuses, before it writes anything', () => {
  test.for<[args: string[], sentence: string]>([
    [
      ['class', '--format', 'ctrf,canvas'],
      'canvas fills in a file of Canvas: download it there (Grades, Export, Export Entire Gradebook), and name it with --gradebook. (USAGE)',
    ],
    [
      ['class', '--format', 'moodle'],
      'moodle fills in a file of Moodle: download it there (the assignment, Submissions, Actions, Download grading worksheet), and name it with --gradebook. (USAGE)',
    ],
    [
      ['class', '--format', 'moodle', '--gradebook', 'canvas-export.csv'],
      "canvas-export.csv can't be filled in for Moodle: it has no column Identifier, Grade, Last modified (grade), as a worksheet in English has; it is downloaded there (the assignment, Submissions, Actions, Download grading worksheet). (GRADEBOOK_INVALID)",
    ],
    [
      ['class', '--format', 'canvas,moodle', '--gradebook', 'canvas-export.csv'],
      '--gradebook is for one of canvas and moodle: name the one that it was downloaded from as --format. (USAGE)',
    ],
    [
      ['class', '--format', 'points,moodle', '--gradebook', 'canvas-export.csv', '--column', 'Day 3'],
      '--column is for canvas and classroom-csv: name one of them as --format. (USAGE)',
    ],
    [
      ['class', '--format', 'ctrf', '--late', 'late.yaml'],
      '--late is for the points of a class: points, canvas, moodle, gradescope-csv, classroom-csv, classroom50-csv. (USAGE)',
    ],
    [
      ['class', '--format', 'points,classroom-csv', '--out', '-'],
      '--out - takes one file of one submission, but these are points.csv, classroom-grades.csv; name a folder instead. (USAGE)',
    ],
  ])('%j', async ([args, sentence]) => {
    expect(await report(...args)).toMatchObject({ exitCode: 3, stdout: '', stderr: sentence });
    expect((await readdir(join(cwd, 'class'), { recursive: true })).filter((file) => /csv|ctrf/.test(file))).toEqual(
      [],
    );
  });

  test('one grading', async () => {
    expect(await report('class/submissions/day-3-ada', '--format', 'points')).toMatchObject({
      exitCode: 3,
      stderr: `No output of a batch at ${join(cwd, 'class/submissions/day-3-ada')}: it holds no submissions/; name the folder that was given as --out. (NO_SUCH_OUTPUT)`,
    });
  });

  test('a late policy with a mistake in it', async () => {
    await write('late.yaml', 'due: tomorrow\n');
    const { exitCode, stderr } = await report('class', '--format', 'points', '--late', 'late.yaml');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: `${join(cwd, 'late.yaml')}:1:1: due is a date and a time with its zone, such as 2026-11-22T23:59:00+01:00. (LATE_POLICY_INVALID)`,
    });
    expect(await report('class', '--format', 'points', '--late', 'nowhere.yaml')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/^The late policy can't be read: .* \(LATE_POLICY_INVALID\)$/),
    });
  });

  test('a folder without the record of its class, and one with a broken record', async () => {
    await write('class/batch.json', '{"schema": "kafka-grader/batch/v1"}');
    expect(await report('class', '--format', 'points')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/batch\.json can't be read as what a batch writes: .* \(GRADE_UNREADABLE\)$/),
    });
    await rm(join(cwd, 'class/batch.json'));
    expect(await report('class', '--format', 'points')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(
        /^No record of a class at .*; a batch writes it when it ends.* \(NO_SUCH_OUTPUT\)$/,
      ),
    });
  });
});
