/**
 * What isolation costs, in one run: the start of a program that does nothing, and a class of right submissions, graded with and without
 * in turns, since one class takes some hundredths more or less than the next for no reason at all. CPU seconds are those
 * of the whole machine, which is to do nothing else: whose a program's are is lost where it runs behind walls.
 *
 *     npm run bench:isolation
 *     npm run bench:isolation -- --starts 40 --size 24 --pairs 5
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bareIsolation } from '../src/isolation/bare.ts';
import { bubblewrapIsolation } from '../src/isolation/bubblewrap/isolation.ts';
import type { Enclosure } from '../src/isolation/enclosure.ts';
import { startProcess } from '../src/process/start-process.ts';
import { machineCpuSeconds } from './class/machine-cpu.ts';
import { makeClass } from './class/make-class.ts';
import { timeBatch } from './class/timed-batch.ts';
import { printMachine } from './machine.ts';
import { medianOf } from './median.ts';

const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '60' },
    size: { type: 'string', default: '40' },
    pairs: { type: 'string', default: '3' },
  },
});
const tapPort = 29_092;
const work = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  printMachine();
  await compareStarts(Number(values.starts));
  if (Number(values.size) > 0) await compareClasses(Number(values.size), Number(values.pairs));
} finally {
  await rm(work, { recursive: true, force: true });
}

/** One after the other and in turns, so that both meet the same machine. */
async function compareStarts(starts: number): Promise<void> {
  await chmod(work, 0o711);
  await writeFile(join(work, 'nothing.mjs'), '');
  await using bare = await bareIsolation('process', 'the-graders').enclose([tapPort]);
  await using walled = await bubblewrapIsolation.enclose([tapPort]);
  const taken = { bare: [] as Start[], walled: [] as Start[] };
  await timeStart(bare, 'warm-up-bare');
  await timeStart(walled, 'warm-up-walled');
  for (let index = 0; index < starts; index += 1) {
    taken.bare.push(await timeStart(bare, `bare-${index}`));
    taken.walled.push(await timeStart(walled, `walled-${index}`));
  }
  const wall = {
    bare: medianOf(taken.bare.map(({ wallMs }) => wallMs)),
    walled: medianOf(taken.walled.map(({ wallMs }) => wallMs)),
  };
  const cpu = { bare: sum(taken.bare) / starts, walled: sum(taken.walled) / starts };
  console.log(`\na program that does nothing, from its start to its end, ${starts} times in turns`);
  console.log('             wall ms (median)   CPU ms (mean)');
  console.log(`process     ${wall.bare.toFixed(1).padStart(17)}${cpu.bare.toFixed(1).padStart(16)}`);
  console.log(`bubblewrap  ${wall.walled.toFixed(1).padStart(17)}${cpu.walled.toFixed(1).padStart(16)}`);
  console.log(
    `difference  ${(wall.walled - wall.bare).toFixed(1).padStart(17)}${(cpu.walled - cpu.bare).toFixed(1).padStart(16)}`,
  );
}

interface Start {
  wallMs: number;
  cpuMs: number;
}

function sum(starts: readonly Start[]): number {
  return starts.reduce((total, { cpuMs }) => total + cpuMs, 0);
}

async function timeStart(enclosure: Enclosure, name: string): Promise<Start> {
  const [cwd, home, notes] = ['cwd', 'home', 'notes'].map((part) => join(work, name, part));
  if (!cwd || !home || !notes) throw new Error('three folders were named');
  for (const folder of [cwd, home, notes]) await mkdir(folder, { recursive: true });
  const program = join(work, 'nothing.mjs');
  const beforeS = await machineCpuSeconds();
  const beganMs = performance.now();
  await using student = await startProcess({
    ...{ command: process.execPath, args: [program], cwd, env: {} },
    home,
    outputFolder: join(work, name, 'output'),
    confine: (command) =>
      enclosure.confine({ ...command, cwd, home, notes, reads: [process.execPath, program], tapPort }),
    observe: () => {},
  });
  await student.exited;
  const wallMs = performance.now() - beganMs;
  return { wallMs, cpuMs: 1000 * ((await machineCpuSeconds()) - beforeS) };
}

async function compareClasses(size: number, pairs: number): Promise<void> {
  const folder = join(work, 'class');
  await makeClass(folder, { size, kind: 'right' });
  console.log(`\na class of ${size} right ones   wall s   a minute   CPU s each`);
  const ratios: { throughput: number; cpu: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const bare = await gradeClass(folder, size, 'process');
    const walled = await gradeClass(folder, size, 'bubblewrap');
    ratios.push({ throughput: bare.wallS / walled.wallS, cpu: walled.cpuS / bare.cpuS });
  }
  const ofAll = (which: (ratio: (typeof ratios)[number]) => number) =>
    `${(100 * medianOf(ratios.map(which))).toFixed(1)} %`;
  console.log(
    `bubblewrap has ${ofAll(({ throughput }) => throughput)} of the throughput of process and takes ${ofAll(({ cpu }) => cpu)} of its CPU (medians of ${pairs} pairs)`,
  );
}

async function gradeClass(folder: string, size: number, isolation: 'process' | 'bubblewrap') {
  const { wallS, studentsS, harnessS, restS } = await timeBatch(folder, {
    out: join(work, 'out'),
    jobs: 'auto',
    isolation,
  });
  const cpuS = studentsS + harnessS + restS;
  const cells = [
    isolation.padEnd(27),
    wallS.toFixed(1).padStart(7),
    ((60 * size) / wallS).toFixed(1).padStart(11),
    (cpuS / size).toFixed(2).padStart(12),
  ];
  console.log(cells.join(''));
  return { wallS, cpuS };
}
