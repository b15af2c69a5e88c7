/**
 * How long reports take, on one core: of one grading, format by format, and the pages of a thousand, step by step.
 *
 *     npm run bench:report                  the reference, graded first
 *     npm run bench:report -- <out> ...     output folders of gradings, taken in turn
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadExercise } from '../src/exercises/built-in.ts';
import { readGradeOf } from '../src/grading/read-grade.ts';
import { readJournal } from '../src/grading/read-journal.ts';
import type { Reader } from '../src/report/audience.ts';
import { type Format, formatNames } from '../src/report/format-names.ts';
import { type Rendering, render, renderStored, writeReports } from '../src/reporting/write-reports.ts';
import { printMachine } from './machine.ts';
import { medianOf } from './median.ts';

const warmUps = 10;
const times = 30;
const pages = 1000;
const reader: Reader = { audience: 'student', due: 'before' };
const grader = fileURLToPath(new URL('../../bin/kafka-grader.js', import.meta.url));
const reference = 'fixtures/submissions/kafka-consumers/reference';

const work = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  printMachine();
  const given = process.argv.slice(2);
  const outs = given.length > 0 ? given : [gradeReference()];
  for (const name of formatNames) {
    const tookMs: number[] = [];
    for (let index = -warmUps; index < times; index += 1) {
      const ms = await timeOf(outs, index + warmUps, [name]);
      if (index >= 0) tookMs.push(ms);
    }
    const [least, most] = [Math.min(...tookMs), Math.max(...tookMs)];
    console.log(`${name.padEnd(14)}median ${ms(medianOf(tookMs))}, from ${ms(least)} to ${ms(most)}`);
  }

  const spentMs = { reading: 0, rendering: 0, writing: 0 };
  for (let index = 0; index < pages; index += 1) await spend(outs[index % outs.length] ?? '', spentMs);
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  console.log(
    `${pages} pages    reading ${seconds(spentMs.reading)}, rendering ${seconds(spentMs.rendering)}, writing ${seconds(spentMs.writing)}`,
  );
  const { size } = await stat(join(work, 'reports', 'report.html'));
  console.log(`a page        ${(size / 1000).toFixed(0)} KB`);
} finally {
  await rm(work, { recursive: true, force: true });
}

/** From the stored files to those written. */
async function timeOf(outs: readonly string[], turn: number, formats: readonly Format[]): Promise<number> {
  const out = outs[turn % outs.length] ?? '';
  const rendering: Rendering = { formats, reader, exerciseOf: loadExercise };
  const beganMs = performance.now();
  await writeReports(join(work, 'reports'), (await renderStored(out, rendering)).files);
  return performance.now() - beganMs;
}

/** One page, step by step. */
async function spend(out: string, spentMs: { reading: number; rendering: number; writing: number }): Promise<void> {
  const beganMs = performance.now();
  const grade = await readGradeOf(out);
  const journal = await readJournal(out);
  const { recordIdsIn } = await loadExercise(journal.header.exercise);
  const readMs = performance.now();
  const files = await render({ grade, journal, recordIdsIn }, { formats: ['html'], reader });
  const renderedMs = performance.now();
  await writeReports(join(work, 'reports'), files);
  spentMs.reading += readMs - beganMs;
  spentMs.rendering += renderedMs - readMs;
  spentMs.writing += performance.now() - renderedMs;
}

function ms(figure: number): string {
  return `${figure.toFixed(1)} ms`;
}

function gradeReference(): string {
  const out = join(work, 'graded');
  const { status, stderr } = spawnSync(process.execPath, [grader, 'grade', reference, '--out', out], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`grading the reference ended with ${status}: ${stderr}`);
  return out;
}
