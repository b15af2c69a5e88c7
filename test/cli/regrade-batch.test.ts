/** A class that was recorded, judged again by the command line. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classRecord } from '../../src/grade/class-record.ts';
import { everyKind } from '../report/hostile.ts';
import { makeClassFolder } from '../support/class-folder.ts';
import { recordedJournal } from '../support/recorded-journal.ts';
import { runGrader } from './run-grader.ts';

let cwd: string;
const at = (...path: string[]) => join(cwd, ...path);
const read = (...path: string[]) => readFile(at(...path), 'utf8');
const regrade = (...args: string[]) => runGrader(['regrade', ...args], { cwd });

/** Two with a journal and with a grade of other points, whose pages are there. */
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'cli-regrade-batch-test-'));
  const dora = { id: 'dora', status: 'not-graded' as const, why: 'The broker died. (BROKER_DIED)', attempts: 3 };
  await makeClassFolder(at('out'), { grades: { ada: everyKind, bob: everyKind }, record: {}, members: [dora] });
  await store('ada', recordedJournal('reference'));
  await store('bob', recordedJournal('static-member'));
  await writeFile(at('out', 'class.html'), 'of before');
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function store(id: string, journal: string): Promise<void> {
  await mkdir(at('out', 'submissions', id), { recursive: true });
  await writeFile(at('out', 'submissions', id, 'observations.jsonl'), journal);
}

/** Nobody else in the record. */
async function withoutDora(): Promise<void> {
  const record = JSON.parse(await read('out', 'batch.json'));
  const submissions = record.submissions.filter(({ id }: { id: string }) => id !== 'dora');
  await writeFile(at('out', 'batch.json'), JSON.stringify({ ...record, submissions }));
}

describe('a class in place', () => {
  test('has new grades beside those of before, new points for all, and no page of old ones', async () => {
    const { exitCode, stdout, stderr } = await regrade('out');
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      '2 of 3 submissions have a final grade.',
      '  dora: not graded: The broker died. (BROKER_DIED)',
      '2 pages (report.html) told of the points of before and were removed; this makes them anew, and the links to them:',
      `  kafka-grader report ${at('out')} --format html,class`,
      `grades.csv, class.html and submissions/ are in ${at('out')}`,
    ]);
    expect(exitCode).toBe(2);
    expect((await readdir(at('out', 'submissions', 'ada'))).sort()).toEqual([
      'grade.json',
      'grade.previous.json',
      'observations.jsonl',
    ]);
    expect(JSON.parse(await read('out/submissions/ada/grade.previous.json'))).toEqual(everyKind);
    const csv = (await read('out', 'grades.csv')).split('\n').map((line) => line.split(',').slice(0, 4).join());
    expect(csv).toEqual(['id,score,max_score,final', 'ada,100,100,true', 'bob,98,100,true', 'dora,,,false', '']);
    const record = classRecord.parse(JSON.parse(await read('out', 'batch.json')));
    expect(record.checks).toHaveLength(26);
    expect(record.grader.rubricSha256).toBe(
      JSON.parse(await read('out/submissions/ada/grade.json')).grader.rubricSha256,
    );
    expect(record.submissions.map(({ status }) => status)).toEqual(['graded', 'graded', 'not-graded']);
    const page = await read('out', 'class.html');
    expect(page).toContain('dora: The broker died. (BROKER_DIED)');
    expect(page).toContain('2 submissions had no page beside this one when it was made');
    expect(page).not.toContain('href="submissions/');
  });

  test('is judged but for those whose journal cannot be read, whose last grade is only kept as the previous one', async () => {
    await store('bob', recordedJournal('static-member').replace('"kafka-consumers"', '"kafka-producers"'));
    await writeFile(at('out/submissions/ada/observations.jsonl'), '{}\n');
    const { exitCode, stdout } = await regrade('out');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('0 of 3 submissions have a final grade.\n');
    expect(stdout).toMatch(
      / {2}ada: not graded: \S+ada\/observations\.jsonl can't be read: line 1: .* \(JOURNAL_UNREADABLE\)\n/,
    );
    expect(stdout).toContain(
      '  bob: not graded: It is about the exercise "kafka-producers", not about kafka-consumers.',
    );
    expect((await readdir(at('out', 'submissions', 'ada'))).sort()).toEqual([
      'grade.previous.json',
      'observations.jsonl',
    ]);
    expect(await read('out', 'grades.csv')).toContain('\nada,,,false');
    await store('ada', recordedJournal('reference'));
    expect((await regrade('out')).stdout).toContain('1 of 3 submissions have a final grade.\n');
  });

  test('without a record, as of a batch that was killed, is that of its folders, and said not to be whole', async () => {
    await rm(at('out', 'batch.json'));
    const { exitCode, stdout } = await regrade('out');
    expect(stdout).toContain(
      `${at('out')} holds no batch.json, so its batch has not ended; go on with it by batch --resume.\n`,
    );
    expect(exitCode).toBe(2);
    expect(await read('out', 'grades.csv')).toMatch(/\nada,100,.*\nbob,98,/);
    expect(await readdir(at('out'))).toEqual(['class.html', 'grades.csv', 'submissions']);
  });
});

test('a class that was graded for none of the checks keeps all that it has', async () => {
  const only = '"only":["produce.sends-every-order"]';
  for (const id of ['ada', 'bob']) await store(id, recordedJournal('reference').replace('"only":null', only));
  const { exitCode, stderr } = await regrade('out', '--only', 'consume');
  expect(stderr).toBe(
    'None of these checks was observed; this grading holds produce.sends-every-order. (UNKNOWN_CHECK)',
  );
  expect(exitCode).toBe(3);
  expect(await read('out', 'class.html')).toBe('of before');
  expect(await readdir(at('out/submissions/ada'))).toEqual(['grade.json', 'observations.jsonl', 'report.html']);
});

describe('a class elsewhere', () => {
  test('of which nothing can be judged has no points there, and each is told why', async () => {
    for (const id of ['ada', 'bob']) await store(id, '{}\n');
    const { exitCode, stdout } = await regrade('out', '--out', 'new');
    expect(stdout).toContain('0 of 3 submissions have a final grade.\n');
    expect(stdout).toMatch(/ada: not graded: .*\(JOURNAL_UNREADABLE\)\n/);
    expect(exitCode).toBe(2);
    expect(await read('new', 'grades.csv')).toContain('\nada,,,false');
  });

  test('is not written among other things', async () => {
    await mkdir(at('class/ada'), { recursive: true });
    const { exitCode, stderr } = await regrade('out', '--out', 'class');
    expect(stderr).toBe(
      `${at('class')} is not empty (it holds ada) and no output of a batch, which would be replaced; name another folder. (FOLDER_NOT_EMPTY)`,
    );
    expect(exitCode).toBe(2);
    expect(await readdir(at('class'))).toEqual(['ada']);
  });

  test('has the points of another rubric, and pages where they are asked for; what it is made of stays as it is', async () => {
    await withoutDora();
    await writeFile(at('mine.yaml'), 'checks:\n  consume.decodes-json:\n    points: 40\n');
    const before = await read('out', 'batch.json');
    const args = ['--rubric', 'mine.yaml', '--only', 'consume', '--out', 'new', '--pages'];
    const { exitCode, stdout } = await regrade('out', ...args);
    expect(stdout).toBe(
      `2 of 2 submissions have a final grade.\ngrades.csv, class.html and submissions/ are in ${at('new')}`,
    );
    expect(exitCode).toBe(0);
    expect((await read('new', 'grades.csv')).split('\n')[0]).toMatch(
      /^id,score,max_score,final(,consume\.[a-z-]+){5}$/,
    );
    expect(await read('new', 'grades.csv')).toContain('\nada,59,59,true,7,40,');
    expect((await readdir(at('new/submissions/bob'))).sort()).toEqual([
      'grade.json',
      'observations.jsonl',
      'report.html',
    ]);
    expect(await read('out', 'batch.json')).toBe(before);
    expect(JSON.parse(await read('out/submissions/ada/grade.json'))).toEqual(everyKind);
    expect(await readdir(at('out/submissions/ada'))).toContain('report.html');
    expect(await read('new', 'class.html')).toContain('href="submissions/ada/report.html"');
  });

  test('that cannot be written is said once', async () => {
    await writeFile(at('file'), '');
    const { exitCode, stderr } = await regrade('out', '--out', 'file');
    expect(stderr.match(/OUTPUT_NOT_WRITABLE/g)).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});

test('a class is not printed as one grade', async () => {
  expect(await regrade('out', '--json')).toMatchObject({
    exitCode: 3,
    stdout: '',
    stderr: `kafka-grader regrade: --json prints one grade, but ${at('out')} is of a batch; read grades.csv, or each grade.json. (USAGE)`,
  });
  expect(await read('out', 'class.html')).toBe('of before');
});

test('a class without any journal says so', async () => {
  await mkdir(at('none/submissions/ada'), { recursive: true });
  expect(await regrade('none')).toMatchObject({
    exitCode: 3,
    stderr: `No journal in ${at('none/submissions')}: no folder in it holds an observations.jsonl that can be read. (NO_SUCH_OUTPUT)`,
  });
});
