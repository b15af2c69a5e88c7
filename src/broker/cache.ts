import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import envPaths from 'env-paths';
import pRetry from 'p-retry';
import { lock } from 'proper-lockfile';
import { kafkaVersion } from './release.ts';

/** Where downloads are kept; KAFKA_GRADER_CACHE names another folder. */
export function cacheFolder(): string {
  return process.env['KAFKA_GRADER_CACHE'] ?? envPaths('kafka-grader', { suffix: '' }).cache;
}

/** The folder in the cache of exactly the Kafka that this POM describes. */
export async function kafkaFolder(): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(await pomFile()))
    .digest('hex');
  return join(cacheFolder(), `kafka-${kafkaVersion}-${digest.slice(0, 12)}`);
}

/** `kafka/pom.xml` of this package, wherever this module was compiled to. */
export async function pomFile(): Promise<string> {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const pom = join(folder, 'kafka', 'pom.xml');
    if (await exists(pom)) return pom;
  }
  throw new Error(`kafka/pom.xml is not above ${import.meta.dirname}.`);
}

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

export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
