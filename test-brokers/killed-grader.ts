import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Has another grader process start a broker, and kills that process with SIGKILL when the broker is ready. */
export async function killedGrader(kind: 'container' | 'jvm'): Promise<{ pid: number }> {
  // Inside the package, where its dependencies are found.
  const folder = await mkdtemp(join(import.meta.dirname, '../node_modules/.kafka-grader-test-'));
  try {
    const program = join(folder, 'hold-broker.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'hold-broker.ts')],
      outfile: program,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
    });
    const grader = spawn(process.execPath, [program, kind], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(grader, 'exit');
    await Promise.race([once(grader.stdout, 'data'), exited.then(() => Promise.reject(new Error('It ended early.')))]);
    grader.kill('SIGKILL');
    await exited;
    return { pid: grader.pid ?? 0 };
  } finally {
    await rm(folder, { recursive: true });
  }
}
