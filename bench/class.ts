/**
 * How long a class takes and what it costs: the command `batch` on classes made of fixtures, start and end of Kafka included.
 *
 *     npm run bench:class                                all of it
 *     npm run bench:class -- --only throughput --jobs 8,16 --size 48
 *
 *     throughput   submissions a minute at 1, 2, 4, 8, 16 jobs, four for each job and eight at least, every second one broken
 *     broken       the time of a class of broken ones by that of a class of right ones
 *     baseline     the obvious way to grade a right submission (bench/baseline/), and how many times as many right ones a minute the
 *                  command grades; beside it, of the fastest class above, which it would take longer to grade
 *
 * Programs run as processes of this machine, whose CPU seconds can be told from others; bench:isolation says what walls cost.
 *
 * The limit is what the students' programs cost where only one submission is graded, by the cores: less than that no grader can
 * take that runs them. On a machine that does nothing else, what is neither the grader nor a program is Kafka and Docker.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Kind, makeClass } from './class/make-class.ts';
import { type Baseline, timeBaseline } from './class/timed-baseline.ts';
import { type TimedBatch, timeBatch } from './class/timed-batch.ts';
import { printMachine } from './machine.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'throughput,broken,baseline' },
    jobs: { type: 'string', default: '1,2,4,8,16' },
    size: { type: 'string' },
  },
});
const parts = values.only.split(',');
const reference = 'fixtures/submissions/kafka-consumers/reference';
const baselines: readonly Baseline[] = [
  { broker: 'per-file', workers: 1 },
  { broker: 'per-file', workers: 7 },
  { broker: 'shared', workers: 7 },
];

const classSize = Number(values.size ?? 100);
const header = 'jobs   submissions   a minute   busy   CPU s each: students   grader   rest     all   grader at most';

interface Graded extends TimedBatch {
  size: number;
}

const work = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  printMachine();
  console.log(`load      ${loadavg()[0]?.toFixed(1)} in the minute before`);
  const best = parts.includes('throughput') ? await throughput() : null;
  const right = parts.includes('broken') ? await brokenByRight() : null;
  if (parts.includes('baseline')) {
    await obviousWay({ right: right ?? (await grade('right', 'auto', classSize)), mixed: best });
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/** The fastest of all. */
async function throughput(): Promise<Graded> {
  console.log(`\n${header}`);
  const runs: Graded[] = [];
  for (const jobs of values.jobs.split(',')) {
    const run = await grade('mixed', jobs, Number(values.size ?? Math.max(8, 4 * Number(jobs))));
    printRun(jobs, run);
    runs.push(run);
  }
  const [first, ...others] = runs;
  if (!first) throw new Error('--jobs names no number of jobs');
  const best = others.reduce((one, other) => (aMinute(other) > aMinute(one) ? other : one), first);
  const alone = await grade('right', '1', 8);
  const limit = (60 * availableParallelism()) / each(alone, alone.studentsS);
  console.log(
    `\nlimit     ${limit.toFixed(1)} a minute: ${each(alone, alone.studentsS).toFixed(2)} CPU s of programs each, where one is graded at a time`,
  );
  console.log(`          the best of the above is ${(limit / aMinute(best)).toFixed(2)} times slower`);
  return best;
}

/** The class of right ones. */
async function brokenByRight(): Promise<Graded> {
  const right = await grade('right', 'auto', classSize);
  const broken = await grade('broken', 'auto', classSize);
  console.log(
    `\nbroken    ${classSize} broken ones took ${broken.wallS.toFixed(0)} s, ${classSize} right ones ${right.wallS.toFixed(0)} s: ${(broken.wallS / right.wallS).toFixed(2)}`,
  );
  console.log(`\n${header}`);
  printRun('auto', right);
  printRun('auto', broken);
  return right;
}

async function obviousWay(ours: { right: Graded; mixed: Graded | null }): Promise<void> {
  console.log(
    '\nbaseline: a right one      workers   wall s   CPU s   ours: times as many a minute   a part of its CPU   mixed',
  );
  for (const baseline of baselines) {
    const { wallS, cpuS, outcome } = await timeBaseline(reference, baseline);
    const cells = [
      baseline.broker.padEnd(24),
      String(baseline.workers).padStart(9),
      wallS.toFixed(0).padStart(8),
      cpuS.toFixed(0).padStart(7),
      timesAsMany(ours.right, wallS).padStart(30),
      `1/${(cpuS / each(ours.right, allS(ours.right))).toFixed(1)}`.padStart(19),
      (ours.mixed ? timesAsMany(ours.mixed, wallS) : '').padStart(7),
    ];
    console.log(`${cells.join(' ')}${outcome === 'failed' ? '   (its suite failed)' : ''}`);
  }
}

/** As what takes so long for one. */
function timesAsMany(ours: Graded, wallS: number): string {
  return ((aMinute(ours) * wallS) / 60).toFixed(1);
}

async function grade(kind: Kind, jobs: string, size: number): Promise<Graded> {
  const folder = join(work, 'class');
  await makeClass(folder, { size, kind });
  const timed = await timeBatch(folder, { out: join(work, 'out'), jobs, isolation: 'process' });
  await rm(folder, { recursive: true, force: true });
  return { ...timed, size };
}

function printRun(jobs: string, run: Graded): void {
  const busy = allS(run) / (run.wallS * availableParallelism());
  const cells = [
    jobs.padStart(4),
    String(run.size).padStart(13),
    aMinute(run).toFixed(1).padStart(10),
    `${(100 * busy).toFixed(0)} %`.padStart(6),
    each(run, run.studentsS).toFixed(2).padStart(22),
    each(run, run.harnessS).toFixed(2).padStart(8),
    each(run, run.restS).toFixed(2).padStart(6),
    each(run, allS(run)).toFixed(2).padStart(7),
    `${(run.peakBytes / 2 ** 20).toFixed(0)} MiB`.padStart(16),
  ];
  console.log(cells.join(' '));
}

function allS({ studentsS, harnessS, restS }: TimedBatch): number {
  return studentsS + harnessS + restS;
}

function aMinute({ size, wallS }: Graded): number {
  return (60 * size) / wallS;
}

function each({ size }: Graded, seconds: number): number {
  return seconds / size;
}
