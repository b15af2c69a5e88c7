import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { IsolationChoice } from '../../src/isolation/level.ts';
import { childrenCpuSeconds, processCpuSeconds } from '../../src/leftovers/process-facts.ts';
import { machineCpuSeconds } from './machine-cpu.ts';

const grader = fileURLToPath(new URL('../../../bin/kafka-grader.js', import.meta.url));

const sampleMs = 50;

/** What grading a class took, start and end of Kafka included. */
export interface TimedBatch {
  wallS: number;
  /** The grader's own process. */
  harnessS: number;
  /** What it started: the students' programs, and esbuild. */
  studentsS: number;
  /** All else on the machine, in practice the container with Kafka, and Docker. */
  restS: number;
  /** The most memory that the grader's own process had at any time. */
  peakBytes: number;
}

export interface BatchArguments {
  out: string;
  jobs: string;
  isolation?: IsolationChoice;
}

/** Grades a class with the command, as anybody would, and removes what it wrote. */
export async function timeBatch(
  folder: string,
  { out, jobs, isolation = 'auto' }: BatchArguments,
): Promise<TimedBatch> {
  const before = { machineS: await machineCpuSeconds(), childrenS: (await childrenCpuSeconds()) ?? Number.NaN };
  const beganMs = performance.now();
  const args = [
    grader,
    'batch',
    folder,
    '--out',
    out,
    '--jobs',
    jobs,
    '--broker',
    'container',
    '--isolation',
    isolation,
  ];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const own = watchProcess(child.pid ?? 0);
  await once(child, 'exit');
  const wallS = (performance.now() - beganMs) / 1000;
  const { cpuS: harnessS, peakBytes } = own.end();
  const allS = (await machineCpuSeconds()) - before.machineS;
  const withChildrenS = ((await childrenCpuSeconds()) ?? Number.NaN) - before.childrenS;
  await rm(out, { recursive: true, force: true });
  return { wallS, harnessS, studentsS: withChildrenS - harnessS, restS: allS - withChildrenS, peakBytes };
}

function watchProcess(pid: number) {
  let cpuS = 0;
  let peakBytes = 0;
  const timer = setInterval(async () => {
    cpuS = Math.max(cpuS, (await processCpuSeconds(pid)) ?? 0);
    peakBytes = Math.max(peakBytes, await peakBytesOf(pid));
  }, sampleMs);
  return {
    end: () => {
      clearInterval(timer);
      return { cpuS, peakBytes };
    },
  };
}

async function peakBytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
