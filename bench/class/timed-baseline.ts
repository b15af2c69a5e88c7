import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { machineCpuSeconds } from './machine-cpu.ts';

/** The obvious way: a vitest suite with a container for each spec file, or with one for all of them. */
export interface Baseline {
  broker: 'per-file' | 'shared';
  workers: number;
}

export interface TimedBaseline extends Baseline {
  wallS: number;
  cpuS: number;
  outcome: 'passed' | 'failed';
}

/** Runs the suite of `bench/baseline/` on one submission. */
export async function timeBaseline(submission: string, { broker, workers }: Baseline): Promise<TimedBaseline> {
  const beforeS = await machineCpuSeconds();
  const beganMs = performance.now();
  const args = ['vitest', 'run', '--config', 'bench/baseline/vitest.config.ts', '--maxWorkers', String(workers)];
  const env = {
    ...{ ...process.env, BASELINE_SUBMISSION: resolve(submission), BASELINE_BROKER: broker },
    // One image less to have on the machine, and a second less for each worker: the suite stops its containers itself.
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  };
  const child = spawn('npx', args, { stdio: 'ignore', env });
  const [code] = await once(child, 'exit');
  return {
    broker,
    workers,
    wallS: (performance.now() - beganMs) / 1000,
    cpuS: (await machineCpuSeconds()) - beforeS,
    outcome: code === 0 ? 'passed' : 'failed',
  };
}
