/**
 * How long judging a stored grade again takes, from the command's start to its end: by itself, and against a Node that does
 * nothing, in turn, since a machine's speed changes.
 *
 *     npm run bench:regrade                 the reference, graded first
 *     npm run bench:regrade -- <out>        the output folder of a grading
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { journalFile } from '../src/grading/output-folder.ts';
import { printMachine } from './machine.ts';
import { medianOf } from './median.ts';

const times = 15;
const grader = fileURLToPath(new URL('../../bin/kafka-grader.js', import.meta.url));
const reference = 'fixtures/submissions/kafka-consumers/reference';

const work = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  printMachine();
  const out = process.argv[2] ?? gradeReference();
  const { size } = await stat(join(out, journalFile));
  console.log(`journal   ${(size / 1e6).toFixed(2)} MB`);
  const turns = Array.from({ length: times }, () => ({
    emptyMs: timeOf(['-e', '0'], [0]),
    regradeMs: timeOf([grader, 'regrade', out, '--json', '--out', join(work, 'again')], [0, 1, 2]),
  }));
  print(
    'regrade',
    turns.map(({ regradeMs }) => regradeMs),
    'ms',
    0,
  );
  print(
    'node -e 0',
    turns.map(({ emptyMs }) => emptyMs),
    'ms',
    0,
  );
  print(
    'ratio',
    turns.map(({ regradeMs, emptyMs }) => regradeMs / emptyMs),
    '',
    1,
  );
} finally {
  await rm(work, { recursive: true, force: true });
}

function gradeReference(): string {
  const out = join(work, 'graded');
  console.log(
    `grading   ${reference}, ${(timeOf([grader, 'grade', reference, '--out', out], [0]) / 1000).toFixed(1)} s`,
  );
  return out;
}

/** Throws where the command ends in another way than these, with what it said. */
function timeOf(args: readonly string[], exitCodes: readonly number[]): number {
  const beganMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const tookMs = performance.now() - beganMs;
  if (status === null || !exitCodes.includes(status))
    throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return tookMs;
}

function print(what: string, figures: readonly number[], unit: string, digits: number): void {
  const text = (figure: number) => `${figure.toFixed(digits)} ${unit}`.trim();
  console.log(
    `${what.padEnd(10)}median ${text(medianOf(figures))}, from ${text(Math.min(...figures))} to ${text(Math.max(...figures))}`,
  );
}
