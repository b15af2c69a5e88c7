/** What docs/authoring.md shows is what the examples are, and they do what it says. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { parseRubricFile } from '../src/rubric/parse-rubric-file.ts';
import { repository, runGrader } from './cli/run-grader.ts';
import { testBroker } from './support/test-broker.ts';

const page = await readFile(join(repository, 'docs/authoring.md'), 'utf8');
const samples = [...page.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(([, language, file, text]) => ({
  language,
  file: file ?? '',
  text: text ?? '',
}));

describe('the samples of the page', () => {
  test.each(samples.filter(({ language }) => language === 'ts'))('$file', async ({ file, text }) => {
    expect(await readFile(join(repository, file), 'utf8')).toBe(text);
  });

  test('every TypeScript sample names its file', () => {
    expect(page.match(/^```ts$/m)).toBeNull();
    expect(samples.map(({ language }) => language)).toEqual(['yaml', 'ts', 'ts', 'ts', 'ts']);
  });

  test('the rubric file is one', () => {
    const [rubric] = samples;
    const ids = kafkaConsumers.rubric.map(({ id }) => id);
    expect(parseRubricFile(rubric?.text ?? '', ids)).toEqual({ changes: expect.any(Map) });
  });
});

describe('the exercise of the page', () => {
  let folder: string;
  const exercise = join(repository, 'examples/exercise');
  const grade = (name: string) =>
    runGrader(
      ['grade', join(exercise, 'submissions', name), '--exercise', exercise, '--broker', testBroker, '--out', name],
      { cwd: folder },
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'authoring-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('passes who does it, and judges the journal again', async () => {
    const graded = await grade('hello');
    expect(graded).toMatchObject({ exitCode: 0 });
    expect(graded.stdout).toContain('5 of 5 points');
    const regraded = await runGrader(['regrade', 'hello', '--exercise', exercise], { cwd: folder });
    expect(regraded).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await runGrader(['regrade', 'hello'], { cwd: folder })).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(
        /is about the exercise "kafka-hello", which is none of .*; name its folder with --exercise\./,
      ),
    });
    expect(await runGrader(['regrade', 'hello', '--exercise', 'kafka-producers'], { cwd: folder })).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining(
        'is about the exercise "kafka-hello", not about kafka-producers. (UNKNOWN_EXERCISE)',
      ),
    });
  });

  test('tells who does not what is wrong', async () => {
    const graded = await grade('shouts');
    expect(graded).toMatchObject({ exitCode: 1 });
    expect(graded.stdout).toContain('values are compared letter by letter');
  });

  const broken: [what: string, code: string, says: RegExp][] = [
    [
      'does not compile',
      'export default {',
      /exercise\.ts:1:17: Expected identifier but found end of file\. \(EXERCISE_INVALID\)$/,
    ],
    ['throws', 'throw new Error("no luck");', /exercise\.ts: no luck\. \(EXERCISE_INVALID\)$/],
    ['exports nothing', 'export const x = 1;', /its default export: .* \(EXERCISE_INVALID\)$/],
    [
      'imports what the grader has not',
      'import "kafka-grader/x";',
      /"kafka-grader\/x" is not an entry of kafka-grader/,
    ],
    ['has an id that is none', 'export default { id: "Ä" };', /its id: expected lower-case words/],
  ];

  test.each(broken)('a module that %s is refused', async (_what, code, says) => {
    await writeFile(join(folder, 'exercise.ts'), code);
    const refused = await runGrader(['grade', '.', '--exercise', '.'], { cwd: folder });
    expect(refused).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(says) });
  });
});
