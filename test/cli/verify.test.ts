/** Real gradings by the command line: one that is recorded, and one for each time that it is verified. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { type Grade, grade as gradeSchema } from '../../src/grade/grade.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { runGrader } from './run-grader.ts';

const check = 'produce.sends-every-order';
const workflow = '.github/workflows/grade.yml';
const limitMs = 120_000;
let folder: string;
let recorded: Grade;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-verify-test-'));
  await cp(join(fixturesFolder, 'kafka-consumers', 'reference'), join(folder, 'ada'), { recursive: true });
  await cp(join(folder, 'ada'), join(folder, 'other', 'ada'), { recursive: true });
  await writeFile(join(folder, 'other', 'ada', 'notes.md'), 'Not handed in.\n');
  const given = (await readTemplate(kafkaConsumers.template ?? '', 'actions')).find(({ path }) => path === workflow);
  await store(join('ada', workflow), given?.text ?? '');
  await store(join('other', 'ada', workflow), 'on: push\n');
  const graded = await runGrader(['grade', 'ada', '--only', check, '--broker', testBroker, '--json', '--out', 'out'], {
    cwd: folder,
  });
  recorded = gradeSchema.parse(JSON.parse(graded.stdout));
  expect(recorded).toMatchObject({
    score: 5,
    maxScore: 5,
    final: true,
    repository: { workflows: [{ path: workflow, state: 'as-given', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
  });
}, limitMs);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function store(path: string, content: unknown): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
}

const verify = (...args: string[]) =>
  runGrader(['verify', ...args], { cwd: folder, env: { LANG: 'C.UTF-8', FORCE_COLOR: '0' } });

describe('a grade is verified', () => {
  test('that the folder earned', { timeout: limitMs }, async () => {
    const before = await readFile(join(folder, 'out', 'grade.json'), 'utf8');
    const { exitCode, stdout } = await verify('out', 'ada', '--broker', testBroker);
    expect(exitCode).toBe(0);
    const [first, second, third] = stdout.split('\n').filter((line) => line !== '');
    expect([first, second, third]).toEqual([
      'The grade was earned by this folder: graded again, it gets the same 5 of 5',
      'points, check by check.',
      'It holds 1 of the 26 checks of kafka-consumers; the others were not asked.',
    ]);
    expect(stdout).not.toContain('workflow');
    expect(await readFile(join(folder, 'out', 'grade.json'), 'utf8')).toBe(before);
    expect(await readdir(join(folder, '.kafka-grader', 'verify'))).toEqual([
      'grade.json',
      'observations.jsonl',
      'report.html',
    ]);
    const regraded = gradeSchema.parse(
      JSON.parse(await readFile(join(folder, '.kafka-grader/verify/grade.json'), 'utf8')),
    );
    expect(regraded.grader.rubricSha256).toBe(recorded.grader.rubricSha256);
    expect(regraded.grader.seed).not.toBe(recorded.grader.seed);
  });

  test('whose points were raised', { timeout: limitMs }, async () => {
    const checks = recorded.checks.map((each) => ({ ...each, points: 50, maxPoints: 50 }));
    await store('raised.json', { ...recorded, score: 50, maxScore: 50, checks });
    const args = ['raised.json', 'ada', '--broker', testBroker, '--json', '--out', 'evidence'];
    const { exitCode, stdout, stderr } = await verify(...args);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      same: false,
      final: true,
      sameFiles: true,
      inconsistencies: [],
      recorded: { score: 50 },
      regraded: { score: 5 },
      comparison: { same: false, changes: [{ id: check, before: { points: 50 }, after: { points: 5 } }] },
    });
    expect(stderr).toMatch(/observations\.jsonl and report\.html of the new grading are in .*evidence$/);
  });

  test('that was made with a rubric file, by the same file', { timeout: limitMs }, async () => {
    await store('mine.yaml', `checks:\n  ${check}:\n    points: 50\n`);
    const args = ['raised.json', 'ada', '--broker', testBroker, '--rubric', 'mine.yaml', '--json'];
    const { exitCode, stdout } = await verify(...args);
    expect(exitCode).toBe(0);
    const { regraded, comparison } = JSON.parse(stdout);
    expect(regraded).toMatchObject({ score: 50, maxScore: 50 });
    expect(comparison.causes).toEqual([
      { of: 'rubric', before: recorded.grader.rubricSha256, after: regraded.grader.rubricSha256 },
    ]);
  });

  test('whose total was raised, which is said before it is graded again', { timeout: limitMs }, async () => {
    await store('forged.json', { ...recorded, score: 100, maxScore: 100 });
    const { exitCode, stdout, stderr } = await verify('forged.json', 'ada', '--broker', testBroker);
    expect(exitCode).toBe(1);
    expect(stderr.split('\n')[0]).toBe(
      'The recorded grade contradicts itself: It says 100 points, and its own checks add up to 5.',
    );
    expect(stdout).toContain('The grade contradicts itself, as no grade does that kafka-grader wrote;');
    expect(stdout).toContain('100 → 5 of 5 points');
  });

  test('of other files', { timeout: limitMs }, async () => {
    const { exitCode, stdout } = await verify('out/grade.json', 'other/ada', '--broker', testBroker);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^\nThe points are the same, but the grade is of other files: its fingerprint is\n/);
    expect(stdout).toContain('  the submission changed: ');
    expect(stdout).toContain('\n.github/workflows/grade.yml is not as kafka-grader init writes it: ');
    expect(stdout).toContain('  other workflow files: .github/workflows/grade.yml ');
  });

  test('that is not final', { timeout: limitMs }, async () => {
    const checks = recorded.checks.map((each) => ({ ...each, status: 'inconclusive', points: null }));
    await store('open/grade.json', { ...recorded, score: 0, final: false, checks });
    const { exitCode, stdout } = await verify('open', 'ada', '--broker', testBroker);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^\nThe recorded grade is not final, so there is nothing to confirm yet\.\n/);
  });
});

describe('what can not be verified', () => {
  beforeAll(async () => {
    await store('spoilt/grade.json', '{"schema":');
    await store('class/submissions/ada/grade.json', recorded);
    await store('elsewhere.json', { ...recorded, exercise: './ada' });
    await store('empty.json', { ...recorded, score: 0, maxScore: 0, checks: [] });
    await mkdir(join(folder, 'linked'));
    await symlink(join(folder, 'out', 'grade.json'), join(folder, 'linked', 'grade.json'));
    await symlink(join(folder, 'out'), join(folder, 'same-as-out'));
  });

  test.for<[args: string[], exitCode: number, sentence: RegExp]>([
    [['nowhere', 'ada'], 3, /^No output of a grading at .*nowhere: nothing is there; .* \(NO_SUCH_OUTPUT\)$/],
    [['ada', 'ada'], 3, /it holds neither grade\.json nor submissions\/; .* \(NO_SUCH_OUTPUT\)$/],
    [['spoilt', 'ada'], 2, /can't be read as a grade: not JSON\. \(GRADE_UNREADABLE\)$/],
    [
      ['out', 'nowhere'],
      3,
      /^No submission at .*nowhere: nothing is there; a submission is a folder\. \(NO_SUCH_FOLDER\)$/,
    ],
    [
      ['class', 'ada'],
      3,
      /^kafka-grader verify: class holds the grades of a batch; name class\/submissions\/<id> to verify one of them\. \(USAGE\)$/,
    ],
    [
      ['elsewhere.json', 'ada'],
      3,
      /^\S+ is about the exercise "\.\/ada", which is none of kafka-consumers, kafka-producers; name its folder with --exercise\. \(UNKNOWN_EXERCISE\)$/,
    ],
    [
      ['out', 'ada', '--exercise', 'kafka-producers'],
      3,
      /^\S+ is about the exercise "kafka-consumers", not about kafka-producers\. \(UNKNOWN_EXERCISE\)$/,
    ],
    [['empty.json', 'ada'], 3, /^The grade at empty\.json holds none of the defined checks, .* \(UNKNOWN_CHECK\)$/],
    [['out', 'ada', '--rubric', 'nowhere.yaml'], 3, /^The rubric file can't be read: .* \(RUBRIC_INVALID\)$/],
    [['out', 'ada', '--out', 'out'], 3, /--out .*out holds the grade that is to be verified, .* \(USAGE\)$/],
    [['out/grade.json', 'ada', '--out', 'same-as-out'], 3, /holds the grade that is to be verified, .* \(USAGE\)$/],
    [['linked', 'ada', '--out', 'out'], 3, /holds the grade that is to be verified, .* \(USAGE\)$/],
    [['out'], 3, /^kafka-grader verify: missing required argument 'folder'; usage: .* \(USAGE\)$/],
  ])('%j', async ([args, exitCode, sentence]) => {
    const ended = await verify(...args);
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr).not.toContain('\n');
    expect(gradeSchema.parse(JSON.parse(await readFile(join(folder, 'out', 'grade.json'), 'utf8')))).toEqual(recorded);
  });
});
