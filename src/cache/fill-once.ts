import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pRetry from 'p-retry';
import { lock } from 'proper-lockfile';
import { exists } from '../exists.ts';

/**
 * Makes the folder by `fill` unless it is there. One process fills at a time; a fill that is interrupted leaves
 * nothing that counts as full.
 */
export async function fillOnce(
  folder: string,
  signal: AbortSignal | undefined,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (await exists(folder)) return;
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const release = await lockWhenFree(parent, signal);
  try {
    signal?.throwIfAborted();
    if (!(await exists(folder))) await fillAndRename(folder, fill);
  } finally {
    await release().catch(() => {});
  }
}

/** Waits as long as another process fills: its lock goes stale if it dies. */
function lockWhenFree(folder: string, signal: AbortSignal | undefined): Promise<() => Promise<void>> {
  // A process that was suspended may lose its lock to another; both then fill a folder of their own, and one rename wins.
  const options = { stale: 30_000, update: 5_000, onCompromised: () => {} };
  return pRetry(() => lock(folder, options), {
    retries: Number.POSITIVE_INFINITY,
    factor: 1,
    minTimeout: 500,
    shouldRetry: ({ error }) => 'code' in error && error.code === 'ELOCKED' && !signal?.aborted,
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
}

async function fillAndRename(folder: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  const prefix = `.${basename(folder)}-unfinished-`;
  const parent = dirname(folder);
  for (const left of await readdir(parent)) {
    if (left.startsWith(prefix)) await rm(join(parent, left), { recursive: true, force: true });
  }
  const unfinished = await mkdtemp(join(parent, prefix));
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    if (!(await exists(folder))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
