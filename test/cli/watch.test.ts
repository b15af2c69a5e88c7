/** A folder that is worked on while `grade --watch` follows it, with a real broker. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Journal, parseJournal } from '../../src/evidence/journal.ts';
import { type Grade, grade as gradeSchema } from '../../src/grade/grade.ts';
import { eventually } from '../support/eventually.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { runGrader } from './run-grader.ts';

const only = 'consume.survives-bad-records,answers.auto-offset-reset';
let folder: string;
let temporary: string;
let submission: string;
let watching: ReturnType<typeof runGrader>;
let grades: AsyncIterableIterator<string>;
let said = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-watch-test-'));
  temporary = await mkdtemp(join(tmpdir(), 'cli-watch-test-tmp-'));
  submission = join(folder, 'ada');
  await cp(join(fixturesFolder, 'kafka-consumers', 'reference'), submission, { recursive: true });
  const args = ['grade', submission, '--watch', '--json', '--only', only, '--broker', testBroker];
  watching = runGrader([...args, '--out', join(folder, 'out')], { env: { TMPDIR: temporary } });
  grades = createInterface({ input: watching.stdout })[Symbol.asyncIterator]();
  watching.stderr.on('data', (text) => {
    said += text;
  });
});

afterAll(async () => {
  watching.kill('SIGINT');
  await watching;
  await rm(folder, { recursive: true, force: true });
  await rm(temporary, { recursive: true, force: true });
});

async function nextGrade(): Promise<Grade> {
  const { value } = await grades.next();
  return gradeSchema.parse(JSON.parse(value));
}

/** What was said since, once the report of a grading is there. */
async function report(from: number): Promise<string> {
  return eventually(
    async () => said.slice(from),
    (text) => text.includes('Watching '),
  );
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(submission, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

async function journal(): Promise<Journal> {
  const parsed = parseJournal(await readFile(join(folder, 'out', 'observations.jsonl'), 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

/** The scenarios that began after the grader had read what was handed in; those before were carried over. */
function playedIn({ observations }: Journal): (string | null)[] {
  const read = observations.findIndex(({ type }) => type === 'text-read');
  return observations.slice(read).flatMap(({ type, scenario }) => (type === 'scenario-began' ? [scenario] : []));
}

function outcomes({ checks }: Grade): Record<string, [string, number | null]> {
  return Object.fromEntries(checks.map(({ id, status, points }) => [id, [status, points]]));
}

describe('grade --watch --json', () => {
  const works = { 'consume.survives-bad-records': ['passed', 3], 'answers.auto-offset-reset': ['passed', 2] };
  let consumer: string;

  test('grades once, a grade on a line, and says so to people on standard error', async () => {
    expect(outcomes(await nextGrade())).toEqual(works);
    expect(await report(0)).toMatch(/✔ survives values that are not JSON +passes +3\/3\n/);
    expect(said).toContain('5 of 5 points');
    expect(said.endsWith(`Watching ${submission}; Ctrl-C ends.\n`)).toBe(true);
    expect(playedIn(await journal()).sort()).toEqual(['bad-records', 'committed', 'latest', 'live', 'reading']);
    consumer = await readFile(join(submission, 'consumer.ts'), 'utf8');
  });

  test('judges changed answers without playing anything', async () => {
    const before = said.length;
    await edit('answers.yaml', (text) => text.replace(/^( *applies_when:).*$/m, '$1 never'));
    expect(outcomes(await nextGrade())).toEqual({ ...works, 'answers.auto-offset-reset': ['failed', 1] });
    const text = await report(before);
    expect(text).toMatch(
      /✘ predicts what auto\.offset\.reset does +fails now +1\/2\n {6}3 of 4 predictions came true\./,
    );
    expect(text).toContain('5 → 4 of 5 points');
    expect(text).not.toContain('survives values');
    expect(playedIn(await journal())).toEqual([]);
  });

  test('says at once what does not compile, and that it is mended', async () => {
    const before = said.length;
    await edit('consumer.ts', (text) => `${text}\nconst x = ;\n`);
    const broken = await nextGrade();
    expect(outcomes(broken)).toMatchObject({ 'consume.survives-bad-records': ['failed', 0] });
    expect(broken.checks[0]?.location).toMatchObject({ file: 'consumer.ts' });
    expect(await report(before)).toMatch(
      /survives values that are not JSON +fails now +0\/3\n {6}In consumer\.ts, line \d+/,
    );
    expect(playedIn(await journal())).toEqual([]);

    const then = said.length;
    await writeFile(join(submission, 'consumer.ts'), consumer);
    expect(outcomes(await nextGrade())).toMatchObject({ 'consume.survives-bad-records': ['passed', 3] });
    expect(await report(then)).toMatch(/Gained\n {2}✔ survives values/);
    expect(playedIn(await journal())).toEqual([]);
  });

  test('does not mind what no program reads, nor a file that is saved as it was', async () => {
    await mkdir(join(submission, 'node_modules'));
    await writeFile(join(submission, 'node_modules', 'x.js'), '1');
    await writeFile(join(submission, '.consumer.ts.swp'), 'b0VIM 9.0');
    await writeFile(join(submission, 'consumer.ts'), consumer);
    const before = said.length;
    await edit('answers.yaml', (text) => text.replace(/^( *applies_when:).*$/m, '$1 no-committed-offset'));
    expect(outcomes(await nextGrade())).toEqual(works);
    expect(await report(before)).toContain('4 → 5 of 5 points');
  });

  test('gives up a grading for what was changed meanwhile, and plays again what that affects', async () => {
    const before = said.length;
    await edit('consumer.ts', (text) => text.replace(': no value', ': nothing'));
    await eventually(journal, (current) => playedIn(current).length > 0);
    await edit('consumer.ts', (text) => text.replace(/console\.error\(.*: nothing.*\);/, 'process.exit(1);'));
    const grade = await nextGrade();
    expect(outcomes(grade)).toMatchObject({ 'consume.survives-bad-records': ['failed', 0] });
    const text = await report(before);
    expect(text).toContain('Changed meanwhile: graded anew.');
    expect(text).toMatch(/Lost\n {2}✘ survives values/);
    expect(playedIn(await journal())).toContain('bad-records');
  });

  test('leaves an output from which the same grade can be made', async () => {
    const grade = await readFile(join(folder, 'out', 'grade.json'), 'utf8');
    const regraded = await runGrader(['regrade', join(folder, 'out'), '--out', join(folder, 'again'), '--json']);
    expect(regraded.stdout).toBe(grade.trimEnd());
    const { observations } = await journal();
    expect(observations.map(({ seq }) => seq)).toEqual(observations.map((_, index) => index + 1));
    const times = observations.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('ends with Ctrl-C, which is its ordinary end, and leaves nothing behind', async () => {
    watching.kill('SIGINT');
    expect(await watching).toMatchObject({ exitCode: 0 });
    expect(await readdir(temporary)).toEqual([]);
  });
});
