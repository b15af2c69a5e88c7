/** A class, graded by the real command: a cheap check decides. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classRecord } from '../../src/grade/class-record.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { runGrader } from './run-grader.ts';

let folder: string;
const only = ['--only', 'produce.keeps-customer-order', '--jobs', '2', '--out', 'out'];
const at = (...path: string[]) => join(folder, ...path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-batch-test-'));
  await mkdir(at('download', 'day-3-submissions', 'day-3-cid'), { recursive: true });
  await mkdir(at('class', '.git'), { recursive: true });
  await mkdir(at('class', 'node_modules'), { recursive: true });
  await writeFile(at('class', 'roster.csv'), 'nobody\n');
  await mkdir(at('nobody'));
  for (const name of ['reference', 'no-key', 'empty']) {
    await cp(join(fixturesFolder, 'kafka-consumers', name), at('class', name), { recursive: true });
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const batch = (...args: string[]) => runGrader(['batch', ...args, '--broker', testBroker], { cwd: folder });

describe('a class', () => {
  test('is graded whole, whatever the scores', async () => {
    const { exitCode, stdout, stderr } = await batch('class', ...only, '--log', 'log.ndjson');
    expect(stdout).toContain('3 of 3 submissions have a final grade.\n');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^ +\d+\.\d s {2}3\/3 {2}\S+ {2}\d\/5 {2}[\d.]+ a minute, 0 s left$/m);
    const log = (await readFile(at('log.ndjson'), 'utf8')).trimEnd().split('\n');
    const ended = log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'settled');
    expect(ended.map(({ id, score, maxScore, final }) => ({ id, score, maxScore, final }))).toEqual(
      expect.arrayContaining([
        { id: 'empty', score: 0, maxScore: 5, final: true },
        { id: 'no-key', score: 0, maxScore: 5, final: true },
        { id: 'reference', score: 5, maxScore: 5, final: true },
      ]),
    );
    expect(await readFile(at('out', 'grades.csv'), 'utf8')).toBe(
      [
        'id,score,max_score,final,produce.keeps-customer-order',
        'empty,0,5,true,0',
        'no-key,0,5,true,0',
        'reference,5,5,true,5',
        '',
      ].join('\n'),
    );
    expect(classRecord.parse(JSON.parse(await readFile(at('out', 'batch.json'), 'utf8')))).toMatchObject({
      exercise: 'kafka-consumers',
      checks: [{ id: 'produce.keeps-customer-order', points: 5 }],
      submissions: ['empty', 'no-key', 'reference'].map((id) => ({ id, status: 'graded', why: null, attempts: 1 })),
    });
    const page = await readFile(at('out', 'class.html'), 'utf8');
    for (const id of ['empty', 'no-key', 'reference']) {
      expect(page).toContain(`href="submissions/${id}/report.html"`);
      expect((await readdir(at('out', 'submissions', id))).sort()).toEqual([
        'grade.json',
        'observations.jsonl',
        'report.html',
      ]);
    }
  });

  test('is gone on with: what has changed is graded again, the rest is left as it is', async () => {
    const gradeOf = (id: string) => readFile(at('out', 'submissions', id, 'grade.json'), 'utf8');
    const before = { reference: await gradeOf('reference'), noKey: await gradeOf('no-key') };
    await cp(at('class', 'reference', 'producer.ts'), at('class', 'no-key', 'producer.ts'));
    const { exitCode } = await batch('class', ...only, '--resume');
    expect(exitCode).toBe(0);
    expect(await gradeOf('reference')).toBe(before.reference);
    expect(await gradeOf('no-key')).not.toBe(before.noKey);
    expect(await readFile(at('out', 'grades.csv'), 'utf8')).toContain('\nno-key,5,5,true,5\n');
  });

  test('that needs nothing starts no Kafka', async () => {
    const { exitCode, stdout } = await runGrader(['batch', 'class', ...only, '--resume', '--broker', 'container'], {
      cwd: folder,
      env: { DOCKER_HOST: 'unix:///nowhere' },
    });
    expect(stdout).toContain('3 of 3 submissions have a final grade.\n');
    expect(exitCode).toBe(0);
  });
});

test('a class that was judged again is gone on with without Kafka: its pages are made again', async () => {
  const page = (id: string) => readFile(at('out', 'submissions', id, 'report.html'), 'utf8');
  const before = await page('no-key');
  expect((await runGrader(['regrade', 'out'], { cwd: folder })).exitCode).toBe(0);
  await expect(page('no-key')).rejects.toThrow('ENOENT');
  const { exitCode, stderr } = await runGrader(['batch', 'class', ...only, '--resume', '--broker', 'container'], {
    cwd: folder,
    env: { DOCKER_HOST: 'unix:///nowhere' },
  });
  expect(exitCode, stderr).toBe(0);
  expect(await page('no-key')).toHaveLength(before.length);
});

test('a class is not graded into its own folder', async () => {
  const { exitCode, stderr } = await runGrader(['batch', 'class', '--out', 'class/out'], { cwd: folder });
  expect(stderr).toMatch(
    /^kafka-grader batch: --out \S+class\/out lies in \S+class, where each folder is a submission; .*\(USAGE\)$/,
  );
  expect(exitCode).toBe(3);
});

describe.concurrent('on the wrong folder', () => {
  test.for([
    [
      'nothing',
      /^No class at \S+nothing: nothing is there; name the folder that holds what each student handed in\. \(NO_SUCH_FOLDER\)$/,
    ],
    [
      'class/roster.csv',
      /^No class at \S+roster\.csv: it is not a folder; name the folder that holds what each student handed in\. \(NO_SUCH_FOLDER\)$/,
    ],
    [
      'nobody',
      /^No submissions in \S+nobody: each one is a folder in it, or an archive \(\.tar\.gz, \.tgz, \.tar, \.zip\), and it holds none\. \(NO_SUCH_FOLDER\)$/,
    ],
  ] as const)('%s', async ([given, told], { expect }) => {
    const { exitCode, stderr } = await batch(given);
    expect(stderr).toMatch(told);
    expect(exitCode).toBe(3);
  });
});

test('a log that can not be written is told as what it is, before anything runs', async () => {
  const { exitCode, stderr } = await batch('class', '--log', 'nowhere/log.ndjson', '--out', 'unlogged');
  expect(stderr).toMatch(
    /\nThe log \S+nowhere\/log\.ndjson can't be written \(ENOENT[^)]*\)\. Choose another file with --log\. \(OUTPUT_NOT_WRITABLE\)$/,
  );
  expect(exitCode).toBe(2);
});

test('a batch that is stopped while Kafka starts says how to go on, and nothing of a start that failed', async () => {
  const running = batch('class', '--out', 'stopped');
  running.stderr.on('data', (chunk) => {
    if (String(chunk).includes('Kafka 1: starting')) running.kill('SIGINT');
  });
  const { exitCode, stderr } = await running;
  expect(stderr).not.toContain('did not start');
  expect(stderr).toMatch(
    /\nWhat is graded stays: the same command with --resume goes on with the rest\.\nStopped by SIGINT\.$/,
  );
  expect(exitCode).toBe(130);
});

test('a machine without Kafka grades nobody, and says so once', async () => {
  const { exitCode, stderr } = await runGrader(['batch', 'class', '--broker', 'container', '--out', 'none'], {
    cwd: folder,
    env: { DOCKER_HOST: 'unix:///nowhere' },
  });
  expect(stderr.match(/NO_BROKER/g), stderr).toHaveLength(1);
  expect(exitCode).toBe(2);
});
