import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { exists } from '../exists.ts';

/** Where downloads are kept; KAFKA_GRADER_CACHE names another folder. */
export function cacheFolder(): string {
  return process.env['KAFKA_GRADER_CACHE'] ?? envPaths('kafka-grader', { suffix: '' }).cache;
}

/** The cache's folder and what it holds, in bytes; 0 where there is none yet. */
export async function probeCache(): Promise<{ readonly folder: string; readonly sizeBytes: number }> {
  const folder = cacheFolder();
  if (!(await exists(folder))) return { folder, sizeBytes: 0 };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return { folder, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
