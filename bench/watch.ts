/**
 * How long a student waits after saving a file: the reference submission in `grade --watch` with a broker in a JVM, a log text
 * of its consumer changed again and again, each time after the grading before has ended.
 *
 *     npm run bench:watch            five changes
 *     npm run bench:watch -- 10      ten
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { printMachine } from './machine.ts';
import { medianOf } from './median.ts';

const reference = 'fixtures/submissions/kafka-consumers/reference';
const changes = Number(process.argv[2] ?? 5);
const verdict = /^ {2}[✔✘–?] .* \d+\/\d+$/;
const score = /^ {2}(?:\d+ → )?\d+ of \d+ points/;

const folder = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  const submission = join(folder, 'reference');
  const consumer = join(submission, 'consumer.ts');
  await cp(reference, submission, { recursive: true });
  const source = await readFile(consumer, 'utf8');

  const args = ['bin/kafka-grader.js', 'grade', submission, '--watch', '--broker', 'jvm', '--out', join(folder, 'out')];
  const watching = execa(process.execPath, args, { env: { NO_COLOR: '1', LANG: 'C.UTF-8' }, reject: false });
  const lines = createInterface({ input: watching.stdout })[Symbol.asyncIterator]();
  const seen = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(`The watch ended: ${(await watching).stderr}`);
      if (pattern.test(value)) return value;
    }
  };

  printMachine();
  await seen(/^Watching /);
  console.log('\nscore               first verdict   grade');
  const firstMs: number[] = [];
  const gradeMs: number[] = [];
  for (let index = 0; index < changes; index += 1) {
    const beganMs = performance.now();
    await writeFile(consumer, source.replace('no value', `no value (${index})`));
    await seen(verdict);
    firstMs.push(performance.now() - beganMs);
    const scored = await seen(score);
    gradeMs.push(performance.now() - beganMs);
    print(/\d+ of \d+ points/.exec(scored)?.[0] ?? '', firstMs.at(-1), gradeMs.at(-1));
    await seen(/^Watching /);
  }
  print('median', medianOf(firstMs), medianOf(gradeMs));
  watching.kill('SIGINT');
  await watching;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function print(label: string, firstMs = Number.NaN, gradeMs = Number.NaN): void {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  console.log([label.padEnd(18), seconds(firstMs).padStart(14), seconds(gradeMs).padStart(7)].join(' '));
}
