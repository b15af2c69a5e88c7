/** The action on real gradings, its output read as GitHub's runner reads it. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionFile } from '../../scripts/action-bundle.ts';
import { type Grade, grade as gradeSchema } from '../../src/grade/grade.ts';
import { repository } from '../cli/run-grader.ts';
import { checkResult, gradeOf } from '../report/grades.ts';
import { hostileGrade } from '../report/hostile.ts';
import { commandsIn, linesOf } from '../support/runner.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { type GradedFixtures, gradeFixtures } from './graded.ts';
import { runAction, type StepResult } from './run-action.ts';

const names = ['reference', 'never-commits', 'does-not-compile', 'floods-output', 'hostile-output'] as const;
const gradingLimitMs = 600_000;

let graded: GradedFixtures;
beforeAll(async () => {
  graded = await gradeFixtures(names);
}, gradingLimitMs);
afterAll(() => graded?.[Symbol.asyncDispose]());

const told = (name: (typeof names)[number], inputs: Record<string, string> = {}) =>
  runAction({ inputs: { output: graded.outOf(name), folder: 'week-3', ...inputs } });

/** A grading whose grade is changed before it is told. */
async function toldChanged(name: (typeof names)[number], change: (grade: Grade) => Grade): Promise<StepResult> {
  await using folder = await makeTemporaryFolder();
  await cp(graded.outOf(name), folder.path, { recursive: true });
  const file = join(folder.path, 'grade.json');
  await writeFile(file, JSON.stringify(change(gradeSchema.parse(JSON.parse(await readFile(file, 'utf8'))))));
  return await runAction({ inputs: { output: folder.path } });
}

async function toldGrade(grade: unknown, summary = ''): Promise<StepResult> {
  await using folder = await makeTemporaryFolder();
  await writeFile(join(folder.path, 'grade.json'), JSON.stringify(grade));
  return await runAction({ inputs: { output: folder.path }, summary });
}

const resultIn = ({ outputs }: StepResult) =>
  JSON.parse(Buffer.from(outputs.get('result') ?? '', 'base64').toString('utf8'));
const pointsIn = ({ outputs }: StepResult) => ['points', 'max-points', 'final'].map((name) => outputs.get(name));
const noticesIn = ({ kept }: StepResult) =>
  kept.filter(({ type }) => type === 'notice').map(({ title, message }) => ({ title, message }));
const noticesOf = (points: number) => [
  { title: 'Autograding complete', message: `Points ${points}/100` },
  { title: 'Autograding report', message: `{"totalPoints":${points},"maxPoints":100}` },
];
const othersIn = ({ kept }: StepResult) => kept.filter(({ type }) => type !== 'notice');
const failureIn = (result: StepResult) => result.kept.at(-1);

/** Every line that the runner follows is one of ours, and nothing that is shown would be another one. */
function expectNoForgery({ stdout, stderr, commands, kept, lost, summary }: StepResult): void {
  expect(stderr).toBe('');
  expect(lost).toEqual([]);
  expect(commands).toHaveLength(kept.length);
  for (const line of linesOf(stdout)) expect(line).not.toMatch(/^\s+::|##\[/);
  for (const { title, message } of kept) {
    expect(commandsIn(message)).toEqual([]);
    expect(commandsIn(title ?? '')).toEqual([]);
  }
  expect(commandsIn(summary ?? '')).toEqual([]);
}

test('full marks: the two notices, a summary and nothing to complain about', async () => {
  const result = await told('reference');
  expectNoForgery(result);
  expect(result.exitCode).toBe(0);
  expect(result.kept).toHaveLength(2);
  expect(noticesIn(result)).toEqual(noticesOf(100));
  expect(pointsIn(result)).toEqual(['100', '100', 'true']);
  expect(resultIn(result)).toMatchObject({ status: 'pass', max_score: 100 });
  expect(result.stdout.split('\n')[0]).toBe('reference: 100 of 100 points');
  expect(result.summary).toContain('## `reference`: 100 of 100 points\n');
  expect(result.summary).toMatch(
    /```text\nwho owned which partitions in the scenario “scaling”\n[^`]+consumer-5[^`]+\n```/,
  );
  expect(result.summary).toContain('<summary>26 of 26 checks passed</summary>');
});

test('points lost: an annotation for each fault, the worst first, and the step fails', async () => {
  const result = await told('never-commits');
  expectNoForgery(result);
  expect(result.exitCode).toBe(1);
  expect(othersIn(result)).toEqual([
    {
      type: 'error',
      title: 'goes on where it stopped: 0 of 3 points',
      message: expect.stringMatching(/^Started again, the consumer printed .+\nExpected: .+\nActual: .+\nHint: .+$/),
      file: 'week-3/consumer.ts',
      line: null,
      column: null,
    },
    {
      type: 'error',
      title: 'commits how far it got: 0 of 2 points',
      message: expect.stringMatching(
        /^In partition \d no offset is committed.+\nExpected: .+\nActual: none\nHint: .+$/,
      ),
      file: 'week-3/consumer.ts',
      line: null,
      column: null,
    },
    {
      type: 'error',
      title: null,
      message: '95 of 100 points: 2 checks lost points. The annotations and the summary of this job say why.',
      file: null,
      line: null,
      column: null,
    },
  ]);
  expect(noticesIn(result)).toEqual(noticesOf(95));
  expect(pointsIn(result)).toEqual(['95', '100', 'true']);
  const { version } = JSON.parse(await readFile(`${repository}package.json`, 'utf8'));
  const docs = `https://github.com/kafka-grader/kafka-grader/blob/v${version}/docs`;
  expect(result.summary).toContain(`(${docs}/checks/offsets.commits-progress.md)`);
  expect(result.summary).toContain(`(${docs}/mistakes/never-commits.md)`);
});

test('does not compile: one annotation for all that is lost by it, on its line', async () => {
  const result = await told('does-not-compile', { folder: './week-3/../week-4/', classroom: 'false' });
  expectNoForgery(result);
  expect(result.exitCode).toBe(1);
  expect(result.kept).toHaveLength(2);
  expect(result.kept[0]).toMatchObject({
    type: 'error',
    title: expect.stringMatching(/^21 checks, 82 points: prints every value of the topic; .{1,230}$/),
    message: 'In consumer.ts, line 46, column 1: Unexpected end of file.',
    file: 'week-4/consumer.ts',
    line: 46,
    column: 1,
  });
  expect(pointsIn(result)).toEqual(['18', '100', 'true']);
});

test('a flood of output: what failed is an error, what could not be judged for it are warnings', async () => {
  const result = await told('floods-output');
  expectNoForgery(result);
  expect(result.exitCode).toBe(1);
  const errors = result.kept.filter(({ type }) => type === 'error');
  const warnings = result.kept.filter(({ type }) => type === 'warning');
  expect(errors.map(({ title }) => title)).toEqual(['prints every value of the topic: 0 of 7 points', null]);
  expect(warnings.length).toBeGreaterThan(1);
  const points = warnings.map(({ title }) => Number(/(?:checks, |of )(\d+) points/.exec(title ?? '')?.[1]));
  expect(points.reduce((sum, each) => sum + each, 0)).toBe(75);
  expect(points).toEqual(points.toSorted((one, other) => other - one));
  expect(new Set(warnings.map(({ file }) => file))).toEqual(new Set(['week-3/consumer.ts']));
  expect(noticesIn(result)).toEqual(noticesOf(18));
});

test('forged commands, markup and terminal sequences stay words', async () => {
  const result = await told('hostile-output');
  expectNoForgery(result);
  expect(othersIn(result)).toHaveLength(2);
  expect(result.kept[0]).toMatchObject({
    type: 'error',
    title: 'survives values that are not JSON: 0 of 3 points',
    message: expect.stringContaining(':\\u{3a}error file=consumer.ts,line=1::pwned'),
    file: 'week-3/consumer.ts',
    line: 48,
    column: 21,
  });
  expect(noticesIn(result)).toEqual(noticesOf(97));
  expect(pointsIn(result)).toEqual(['97', '100', 'true']);
  expect(result.summary?.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  for (const line of result.summary?.split('\n') ?? []) {
    expect(line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<(?!\/?(details|summary)>)/);
  }
});

test('not final: no points anywhere, and the step fails for that', async () => {
  const result = await toldChanged('never-commits', (grade) => {
    const checks = grade.checks.map((check) =>
      check.id === 'group.fifth-member-idles'
        ? { ...check, status: 'inconclusive' as const, points: null, reason: 'The broker did not answer.' }
        : check,
    );
    return { ...grade, checks, final: false, score: grade.score - 5 };
  });
  expectNoForgery(result);
  expect(result.exitCode).toBe(1);
  expect(noticesIn(result)).toEqual([]);
  expect(pointsIn(result)).toEqual(['', '', 'false']);
  expect(resultIn(result)).toMatchObject({ status: 'error', max_score: 0, tests: [{ status: 'error', score: 0 }] });
  expect(result.kept.find(({ type }) => type === 'warning')).toMatchObject({
    title: 'a fifth member idles: 5 points not decided',
    message: 'Not decided; this is not the fault of the submission.\nThe broker did not answer.',
  });
  expect(failureIn(result)?.message).toBe(
    'Not graded, through no fault of the submission: not every check could be decided. Run the job again.',
  );
  expect(result.summary).toContain('This grade is not final');
  expect(result.summary).toContain('### Not decided');
});

describe('without a grade', () => {
  test.for<[what: string, grade: string | null, message: RegExp]>([
    [
      'none was written',
      null,
      /^Not graded, through no fault .+ holds no grade\.json.+ \(NO_SUCH_OUTPUT\) Run the job again\.$/,
    ],
    ['it is none', '{"schema":"::error::x\\n##[error]y"}', /^Not graded, .+ \(GRADE_UNREADABLE\) Run the job again\.$/],
  ])('%s: a sentence, and a result without points', async ([, grade, message]) => {
    await using folder = await makeTemporaryFolder();
    if (grade !== null) await writeFile(join(folder.path, 'grade.json'), grade);
    const result = await runAction({ inputs: { output: folder.path } });
    expectNoForgery(result);
    expect(result.exitCode).toBe(1);
    expect(result.kept.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
    expect(pointsIn(result)).toEqual(['', '', 'false']);
    expect(resultIn(result)).toMatchObject({ status: 'error', max_score: 0 });
    expect(result.summaryBytes).toBe(0);
  });

  test('an input that is neither true nor false', async () => {
    const result = await runAction({ inputs: { classroom: 'maybe' } });
    expect(result.exitCode).toBe(1);
    expect(result.kept.map(({ message }) => message)).toEqual([
      "The input classroom is 'maybe'; allowed are true and false.",
    ]);
  });
});

test('observations that cannot be read cost the picture alone', async () => {
  await using folder = await makeTemporaryFolder();
  await cp(graded.outOf('reference'), folder.path, { recursive: true });
  for (const observations of ['::error::no\n', null]) {
    const file = join(folder.path, 'observations.jsonl');
    await (observations === null ? rm(file) : writeFile(file, observations));
    const result = await runAction({ inputs: { output: folder.path } });
    expectNoForgery(result);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('There is no timeline: ');
    expect(result.summary).not.toContain('who owned');
    expect(noticesIn(result)).toEqual(noticesOf(100));
  }
});

test('runs where there is no GitHub at all', async () => {
  const run = (cwd: string) =>
    execa(process.execPath, [`${repository}${actionFile}`], { cwd, env: {}, extendEnv: false, reject: false });
  await using empty = await makeTemporaryFolder();
  const without = await run(empty.path);
  expect(without).toMatchObject({ exitCode: 1, stderr: '' });
  expect(without.stdout).toMatch(/^::error::Not graded, [^\n]+$/);

  await using folder = await makeTemporaryFolder();
  await cp(graded.outOf('reference'), join(folder.path, '.kafka-grader'), { recursive: true });
  expect(await run(folder.path)).toMatchObject({
    exitCode: 0,
    stderr: '',
    stdout: [
      'reference: 100 of 100 points',
      '::notice title=Autograding complete::Points 100/100',
      '::notice title=Autograding report::{"totalPoints":100,"maxPoints":100}',
    ].join('\n'),
  });
});

test('more faults than a step may show: the last annotation of each kind says how many more', async () => {
  const lost = (status: 'failed' | 'skipped', index: number) =>
    checkResult({ id: `a.${status}-${index}`, status, points: 0, maxPoints: index, reason: `Fault ${index}.` });
  const checks = Array.from({ length: 14 }, (_, index) => [lost('failed', index + 1), lost('skipped', index + 1)]);
  const result = await toldGrade(gradeOf(checks.flat()));
  expectNoForgery(result);
  const titles = (type: string) => result.kept.filter((each) => each.type === type).map(({ title }) => title);
  expect(titles('error')).toHaveLength(10);
  expect(titles('error')[0]).toContain('0 of 14 points');
  expect(titles('error').slice(-2)).toEqual(['6 more checks lost 21 points', null]);
  expect(titles('warning')).toHaveLength(10);
  expect(titles('warning').at(-1)).toBe('5 more checks without 15 points');
});

test('a summary is added to, and stays below what GitHub keeps', async () => {
  const long = 'x '.repeat(300);
  const check = (index: number) =>
    checkResult({
      id: `a.${index}`,
      status: 'failed',
      points: 0,
      reason: `${index} ${long}`,
      expected: long,
      hint: long,
    });
  const many = gradeOf(Array.from({ length: 1500 }, (_, index) => check(index)));
  const before = '# What was there\n';
  const result = await toldGrade(many, before);
  expect(result.summary).toMatch(/^# What was there\n\n\n## `ada`: 0 of 10500 points\n/);
  expect(result.summary).toMatch(/There is more to say than a summary has room for.+\n$/);
  expect(result.summaryBytes).toBeGreaterThan(900_000);

  const full = await toldGrade(many, 'x'.repeat(1024 * 1024));
  expect(full.summaryBytes).toBe(1024 * 1024);
  expect(full.exitCode).toBe(1);
});

test('no grade whatsoever makes it print a command that is not its own', async () => {
  await fc.assert(
    fc.asyncProperty(hostileGrade, async (grade) => {
      const result = await toldGrade(grade);
      expectNoForgery(result);
      expect(result.outputs.get('final')).toBe(String(grade.final));
      expect(result.summary).toMatch(/^## /);
      const files = result.kept.flatMap(({ file }) => file ?? []);
      for (const file of files) expect(file).not.toMatch(/^\/|^\.\.|\\/);
      expect(noticesIn(result)).toHaveLength(result.outputs.get('points') && resultIn(result).max_score > 0 ? 2 : 0);
    }),
    { numRuns: 20 },
  );
});
