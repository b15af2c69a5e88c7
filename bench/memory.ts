/**
 * What memory a class takes in the grader: what is known of its submissions before anything is graded, and what is held while a long
 * class is graded.
 *
 *     npm run bench:memory
 *     npm run bench:memory -- --known 1000 --graded 300
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { findSubmissions } from '../src/batch/find-submissions.ts';
import { Queue } from '../src/batch/queue.ts';
import { makeClass } from './class/make-class.ts';
import { printMachine } from './machine.ts';

const { values } = parseArgs({
  options: { known: { type: 'string', default: '1000' }, graded: { type: 'string', default: '300' } },
});
const mib = 2 ** 20;
const sampleMs = 200;
const work = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  printMachine();
  await knowing(Number(values.known));
  await grading(Number(values.graded));
} finally {
  await rm(work, { recursive: true, force: true });
}

/** The heap before and after. */
async function knowing(size: number): Promise<void> {
  const folder = join(work, 'known');
  await makeClass(folder, { size, kind: 'mixed' });
  const before = heapBytes();
  const queue = new Queue((await findSubmissions(folder, null)).flatMap((one) => ('read' in one ? [one] : [])));
  const after = heapBytes();
  console.log(`\n${size} submissions that wait for their turn: ${((after - before) / mib).toFixed(1)} MiB`);
  // Held until here.
  if (queue.isEmpty) throw new Error('none was found');
  await rm(folder, { recursive: true, force: true });
}

/** The grader's own process, at as many jobs as fit the machine. */
async function grading(size: number): Promise<void> {
  const folder = join(work, 'graded');
  await makeClass(folder, { size, kind: 'right' });
  const args = ['bin/kafka-grader.js', 'batch', folder, '--out', join(work, 'out'), '--isolation', 'process'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let settled = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    settled += text.match(/^ *\S+ s {2}\d+\/\d+ /gm)?.length ?? 0;
  });
  const most: number[] = [];
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const now = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
    const fifth = Math.min(Math.floor((5 * settled) / size), 4);
    most[fifth] = Math.max(most[fifth] ?? 0, now);
  }, sampleMs);
  await once(child, 'exit');
  clearInterval(timer);
  const cells = most.map(
    (each, index) =>
      `${Math.round((index * size) / 5)}–${Math.round(((index + 1) * size) / 5)}: ${each.toFixed(0)} MiB`,
  );
  console.log(`\n${settled} graded; the grader at most, by how many were settled: ${cells.join(', ')}`);
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
