/**
 * How long judging a whole class again takes: the command from its start to its end, and which step it goes into, one after
 * another in this process. The class is made of copies of a recorded journal, each with an id of its own.
 *
 *     npm run bench:regrade-class                    a thousand, of the reference's journal
 *     npm run bench:regrade-class -- 200 --pages     so many, with their pages
 *
 * The CPU seconds divided by the cores say what the command takes where nothing else runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { historyOf } from '../src/evidence/history.ts';
import { parseJournal } from '../src/evidence/journal.ts';
import { loadExercise } from '../src/exercises/built-in.ts';
import { judgeJournal } from '../src/grading/judge-journal.ts';
import { journalFile, submissionsFolder, writeGrade } from '../src/grading/output-folder.ts';
import { childrenCpuSeconds } from '../src/leftovers/process-facts.ts';
import { classFile } from '../src/report/class/class-file.ts';
import { writeClassPage } from '../src/reporting/class-page.ts';
import { readClass } from '../src/reporting/read-class.ts';
import { printMachine } from './machine.ts';

const recorded = fileURLToPath(new URL('../../fixtures/observations/reference.jsonl.gz', import.meta.url));
const grader = fileURLToPath(new URL('../../bin/kafka-grader.js', import.meta.url));
const usualCount = 1000;
/** So many are taken step by step, when the first of them have warmed the code up. */
const stepped = { warmUps: 10, times: 50 } as const;

const args = process.argv.slice(2);
const count = Number(args.find((arg) => /^[1-9]\d*$/.test(arg)) ?? usualCount);
const pages = args.filter((arg) => arg === '--pages');

const work = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
const folders = Array.from({ length: count }, (_, index) => join(work, submissionsFolder, `student-${index}`));
try {
  printMachine();
  console.log(`load      ${loadavg()[0]?.toFixed(1)} in the minute before`);
  await makeClass();
  await timeCommand();
  await timeSteps();
  await timePage();
} finally {
  await rm(work, { recursive: true, force: true });
}

async function makeClass(): Promise<void> {
  const journal = gunzipSync(await readFile(recorded)).toString('utf8');
  for (const [index, folder] of folders.entries()) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, journalFile), journal.replace(/"id":"[^"]*"/, `"id":"student-${index}"`));
  }
  console.log(`class     ${count} submissions, journals of ${(Buffer.byteLength(journal) / 1e6).toFixed(2)} MB`);
}

async function timeCommand(): Promise<void> {
  const beganMs = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, [grader, 'regrade', work, ...pages], {
    encoding: 'utf8',
  });
  const tookMs = performance.now() - beganMs;
  if (status !== 0) throw new Error(`regrade ended with ${status}: ${stdout}${stderr}`);
  const cpuS = (await childrenCpuSeconds()) ?? Number.NaN;
  const cores = availableParallelism();
  console.log(
    `regrade   ${seconds(tookMs)}${pages.length > 0 ? ' with pages' : ''}; CPU ${seconds(1000 * cpuS)}, by ${cores} cores ${seconds((1000 * cpuS) / cores)}`,
  );
}

async function timeSteps(): Promise<void> {
  const exercise = await loadExercise('kafka-consumers');
  const { rubric } = exercise;
  const spent = { reading: 0, parsing: 0, judging: 0, writing: 0 };
  for (let index = -stepped.warmUps; index < stepped.times; index += 1) {
    if (index === 0) for (const step of ['reading', 'parsing', 'judging', 'writing'] as const) spent[step] = 0;
    const folder = folders[(index + stepped.warmUps) % folders.length] ?? '';
    const text = await step('reading', async () => (await readFile(join(folder, journalFile))).toString('utf8'));
    const journal = await step('parsing', () => parseJournal(text));
    if ('problem' in journal) throw new Error(`${folder}: line ${journal.line}: ${journal.problem}`);
    const { header, observations } = journal;
    const grade = await step('judging', () => {
      const endedAtMs = observations.at(-1)?.atMs ?? 0;
      return judgeJournal({ exercise, rubric, header, history: historyOf(observations), endedAtMs });
    });
    await step('writing', () => writeGrade(folder, grade));
  }
  const each = Object.entries(spent).map(([name, ms]) => `${name} ${(ms / stepped.times).toFixed(1)} ms`);
  console.log(`CPU each  ${each.join(', ')}`);

  async function step<T>(name: keyof typeof spent, work: () => T | Promise<T>): Promise<T> {
    const began = process.cpuUsage();
    const made = await work();
    const { user, system } = process.cpuUsage(began);
    spent[name] += (user + system) / 1000;
    return made;
  }
}

/** The last step, once for all. */
async function timePage(): Promise<void> {
  const beganMs = performance.now();
  const stored = await readClass(work);
  const readMs = performance.now();
  await writeClassPage(work, stored);
  const { size } = await stat(join(work, classFile));
  console.log(
    `${classFile}  ${(size / 1e6).toFixed(2)} MB; reading the grades ${seconds(readMs - beganMs)}, writing ${seconds(performance.now() - readMs)}`,
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
