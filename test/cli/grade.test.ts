/** One real grading by the command line, and what can be made of its output. */
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grade as gradeSchema } from '../../src/grade/grade.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { type runGrader as Run, runGrader } from './run-grader.ts';

const reference = join(fixturesFolder, 'kafka-consumers', 'reference');
let folder: string;
let graded: Awaited<ReturnType<typeof Run>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-grade-test-'));
  const only = [
    '--only',
    'consume.survives-bad-records',
    '--json',
    '--broker',
    testBroker,
    '--out',
    'out',
    '--seed',
    'tea',
  ];
  graded = await runGrader(['grade', reference, ...only], { cwd: folder });
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8');

/** A copy of the grading's output, to be spoilt. */
async function copyOfOutput(name: string): Promise<string> {
  await cp(join(folder, 'out'), join(folder, name), { recursive: true });
  return join(folder, name);
}

describe('grade --only --json', () => {
  test('prints the grade and nothing else, and exits with 0 for full marks', async () => {
    expect(graded).toMatchObject({ exitCode: 0 });
    const grade = gradeSchema.parse(JSON.parse(graded.stdout));
    expect(grade).toMatchObject({
      score: 3,
      maxScore: 3,
      final: true,
      grader: { seed: 'tea' },
      broker: { kind: testBroker },
    });
    expect(grade.checks.map(({ id }) => id)).toEqual(['consume.survives-bad-records']);
    expect(await read('out', 'grade.json')).toBe(`${graded.stdout}\n`);
  });

  test('tells on standard error how it went, and last where the results are', () => {
    const lines = graded.stderr.split('\n').map((line) => line.replace(/^ *[\d.]+ s {2}/, ''));
    expect(lines).toContain('Kafka: starting');
    expect(lines).toContain('bad-records: begins');
    expect(lines).toContain('bad-records: ended');
    expect(lines.at(-2)).toMatch(/^Kafka: stopped after \d+ ms$/);
    expect(lines.at(-1)).toBe(`grade.json, observations.jsonl and report.html are in ${join(folder, 'out')}`);
  });

  test('plays only what the check needs', async () => {
    expect(graded.stderr).not.toContain('scaling');
    expect(await readdir(join(folder, 'out'))).toEqual(['grade.json', 'observations.jsonl', 'report.html']);
  });
});

test('grade . in the folder itself is the same, and its results are no part of what was handed in', async () => {
  const inside = join(folder, 'inside');
  await cp(reference, inside, { recursive: true });
  const args = ['grade', '.', '--only', 'consume.survives-bad-records', '--json', '--broker', testBroker];
  const { exitCode, stdout } = await runGrader(args, { cwd: inside });
  expect(exitCode).toBe(0);
  const [here, before] = [stdout, graded.stdout].map((text) => gradeSchema.parse(JSON.parse(text)).submission);
  expect(here).toEqual({ id: 'inside', sha256: before?.sha256, commit: null });
  expect(await readdir(join(inside, '.kafka-grader'))).toEqual(['grade.json', 'observations.jsonl', 'report.html']);
});

describe('regrade', () => {
  test('makes the same grade in place, and keeps the last one', async () => {
    const out = await copyOfOutput('in-place');
    const regraded = await runGrader(['regrade', out, '--json']);
    expect(regraded).toMatchObject({ exitCode: 0, stdout: graded.stdout });
    expect(await read('in-place', 'grade.json')).toBe(`${graded.stdout}\n`);
    expect(await read('in-place', 'grade.previous.json')).toBe(`${graded.stdout}\n`);
  });

  test('leaves the output as it is where another folder is named, which becomes an output of its own', async () => {
    const regraded = await runGrader(['regrade', 'out', '--out', 'elsewhere'], { cwd: folder });
    expect(regraded).toMatchObject({ exitCode: 0, stderr: '' });
    expect(regraded.stdout).toContain('3 of 3 points');
    expect(regraded.stdout).toMatch(
      new RegExp(`^grade.json, observations.jsonl and report.html are in ${join(folder, 'elsewhere')}$`, 'm'),
    );
    expect(await readdir(join(folder, 'out'))).toEqual(['grade.json', 'observations.jsonl', 'report.html']);
    expect(await read('elsewhere', 'grade.json')).toBe(await read('out', 'grade.json'));
    expect(await read('elsewhere', 'observations.jsonl')).toBe(await read('out', 'observations.jsonl'));
  });

  test('needs no more than the journal, and its last line may be cut off', async () => {
    const out = await copyOfOutput('journal-alone');
    await rm(join(out, 'grade.json'));
    await appendFile(join(out, 'observations.jsonl'), '{"seq":');
    expect(await runGrader(['regrade', out, '--json'])).toMatchObject({ exitCode: 0, stdout: graded.stdout });
    expect(await readdir(out)).toEqual(['grade.json', 'observations.jsonl', 'report.html']);
  });

  test('cannot decide what a grading that was broken off did not come to see', async () => {
    const out = await copyOfOutput('broken-off');
    const lines = (await read('out', 'observations.jsonl')).split('\n');
    await writeFile(join(out, 'observations.jsonl'), `${lines.slice(0, lines.length / 2).join('\n')}\n`);
    const regraded = await runGrader(['regrade', out]);
    expect(regraded.exitCode).toBe(2);
    expect(regraded.stdout).toContain('This grade is not final.');
    expect(regraded.stdout).toMatch(/The scenario "[a-z-]+" was not played to its end\./);
  });

  test('names the line that it cannot read', async () => {
    const out = await copyOfOutput('spoilt');
    const lines = (await read('out', 'observations.jsonl')).split('\n');
    await writeFile(join(out, 'observations.jsonl'), lines.with(6, '{"seq": 6,').join('\n'));
    expect(await runGrader(['regrade', out])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: `${join(out, 'observations.jsonl')} can't be read: line 7: not JSON. (JOURNAL_UNREADABLE)`,
    });
    expect(await read('spoilt', 'grade.json')).toBe(`${graded.stdout}\n`);
  });

  test('says what is wrong with an observation', async () => {
    const out = await copyOfOutput('unknown-type');
    const journal = (await read('out', 'observations.jsonl')).replace('"type":"scenario-began"', '"type":"begun"');
    await writeFile(join(out, 'observations.jsonl'), journal);
    const { exitCode, stderr } = await runGrader(['regrade', out]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /observations\.jsonl can't be read: line 5: no event is of the type "begun"\. \(JOURNAL_UNREADABLE\)$/,
    );
  });

  test('refuses to judge what the grading was not asked for', async () => {
    expect(await runGrader(['regrade', 'out', '--only', 'group'], { cwd: folder })).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: 'None of these checks was observed; this grading holds consume.survives-bad-records. (UNKNOWN_CHECK)',
    });
  });
});

describe('regrade --rubric', () => {
  const regradeWith = async (rubric: string) => {
    await writeFile(join(folder, 'rubric.yaml'), rubric);
    return runGrader(['regrade', 'out', '--out', 'reweighed', '--rubric', 'rubric.yaml', '--json'], {
      cwd: folder,
    });
  };

  test('changes points and visibility, and with them the fingerprint of the rubric', async () => {
    const regraded = await regradeWith('checks: { consume.survives-bad-records: { points: 8, visibility: hidden } }');
    expect(regraded.exitCode).toBe(0);
    const grade = gradeSchema.parse(JSON.parse(regraded.stdout));
    expect(grade).toMatchObject({ score: 8, maxScore: 8, checks: [{ points: 8, maxPoints: 8, visibility: 'hidden' }] });
    expect(grade.grader.rubricSha256).not.toBe(gradeSchema.parse(JSON.parse(graded.stdout)).grader.rubricSha256);
  });

  test('leaves nothing to judge where it drops all that was observed', async () => {
    const regraded = await regradeWith('checks: { consume.survives-bad-records: { drop: true } }');
    expect(regraded).toMatchObject({ exitCode: 3, stdout: '' });
    expect(regraded.stderr).toContain('None of these checks was observed');
  });

  test('says where it is wrong', async () => {
    expect(await regradeWith('checks: { consume.survives-bad-record: { points: 8 } }')).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /rubric\.yaml:1:11: there is no check "consume\.survives-bad-record" \(did you mean consume\.survives-bad-records\?\); checks are .* \(RUBRIC_INVALID\)$/,
      ),
    });
  });
});
