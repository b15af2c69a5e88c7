import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { compareGradings } from '../../src/grade/compare-gradings.ts';
import type { Grade } from '../../src/grade/grade.ts';
import { checkResult, gradeOf } from '../report/grades.ts';
import { runGrader } from './run-grader.ts';

const passed = gradeOf([checkResult({})]);
const failed = gradeOf([checkResult({ status: 'failed', points: 0, reason: 'One value was not printed.' })]);
let folder: string;

async function store(path: string, content: Grade | string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-diff-test-'));
  await store('old/grade.json', failed);
  await store('new/grade.json', passed);
  await store('new/grade.previous.json', failed);
  await store('class-1/submissions/ada/grade.json', failed);
  await store('class-1/submissions/bob/grade.json', passed);
  await store('class-2/submissions/ada/grade.json', passed);
  await store('class-2/submissions/bob/grade.json', passed);
  await store('class-2/submissions/cid/grade.json', passed);
  await store('spoilt/grade.json', '{"schema":"kafka-grader/grade/v2"}');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const diff = (...args: string[]) => runGrader(['diff', ...args], { cwd: folder, env: { LANG: 'C.UTF-8' } });

describe.concurrent('diff', () => {
  test('of what is the same', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await diff('old', 'old');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('0 of 7 points in both');
  });

  test('of two output folders', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await diff('old', 'new');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain('0 → 7 of 7 points: 7 gained, 0 lost');
    expect(stdout).toContain('before  failed: One value was not printed.');
  });

  test('of a grade and the one before it', async ({ expect }) => {
    const { exitCode, stdout } = await diff('new', 'new/grade.previous.json');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('7 → 0 of 7 points: 0 gained, 7 lost');
  });

  test('of two batches', async ({ expect }) => {
    const { exitCode, stdout } = await diff('class-1', 'class-2');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('The grades of 1 of 2 submissions differ.');
    expect(stdout).toContain('Graded only in class-2: cid');
    expect(await diff('class-2', 'class-2')).toMatchObject({ exitCode: 0 });
  });

  test('--json prints the comparison and nothing else', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await diff('old', 'new', '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(compareGradings({ of: 'one', grade: failed }, { of: 'one', grade: passed }));
    const same = await diff('class-2', 'class-2', '--json');
    expect(same.exitCode).toBe(0);
    expect(JSON.parse(same.stdout)).toMatchObject({ same: true, submissions: [{ submission: 'ada' }, {}, {}] });
  });
});

describe.concurrent('diff of what can not be compared', () => {
  test.for<[args: string[], exitCode: number, sentence: RegExp]>([
    [['old', 'nowhere'], 3, /^No output of a grading at .*nowhere: nothing is there; .* \(NO_SUCH_OUTPUT\)$/],
    [['.', 'old'], 3, /it holds neither grade\.json nor submissions\/; .* \(NO_SUCH_OUTPUT\)$/],
    [['old', 'spoilt'], 2, /spoilt\/grade\.json can't be read as a grade: schema must be .* \(GRADE_UNREADABLE\)$/],
    [
      ['old', 'class-1'],
      3,
      /^kafka-grader diff: old holds one grade and class-1 those of a batch; name class-1\/submissions\/<id> .* \(USAGE\)$/,
    ],
    [['class-1', 'old'], 3, /^kafka-grader diff: old holds one grade and class-1 those of a batch; .* \(USAGE\)$/],
    [
      ['old'],
      3,
      /^kafka-grader diff: missing required argument 'after'; usage: kafka-grader diff \[options\] <before> <after>\. \(USAGE\)$/,
    ],
  ])('%j', async ([args, exitCode, sentence], { expect }) => {
    const ended = await diff(...args);
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr).not.toContain('\n');
  });
});
