import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface FolderUsage {
  /** On the disk. A file without any content takes some too: there is no end to them otherwise. */
  readonly bytes: number;
  /** How many files have come to the limit of a single one. */
  readonly fullFiles: number;
}

export const nothingUsed: FolderUsage = { bytes: 0, fullFiles: 0 };

const leastFileBytes = 4096;

/** What so many files take is told in one turn of the event loop. */
const filesATurn = 200;

/** What lies in the folder, counted without holding up anything else; links are not followed. */
export async function measureFolder(folder: string, fileBytes: number): Promise<FolderUsage> {
  const measuring = walk(folder, fileBytes);
  for (;;) {
    const step = measuring.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

/** The same at once, null where there is too much for that. */
export function glanceAtFolder(folder: string, fileBytes: number): FolderUsage | null {
  const step = walk(folder, fileBytes).next();
  return step.done ? step.value : null;
}

function* walk(root: string, fileBytes: number): Generator<void, FolderUsage> {
  const pending = [root];
  let bytes = 0;
  let fullFiles = 0;
  let files = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const name of namesIn(folder)) {
      files += 1;
      if (files % filesATurn === 0) yield;
      const path = join(folder, name);
      const file = fileAt(path);
      if (!file) continue;
      bytes += Math.max(file.blocks * 512, leastFileBytes);
      if (file.isDirectory()) pending.push(path);
      else if (file.size >= fileBytes) fullFiles += 1;
    }
  }
  return { bytes, fullFiles };
}

/** What has gone, or what the program has closed to others, is not there to be seen. */
function fileAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
