import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { isIgnored } from './ignored-names.ts';
import { walkFolder } from './walk-folder.ts';

/** Is told of changes in a submission's folder. */
export interface FolderWatch extends Disposable {
  /** Follows the folders that there are by now: what changes in one from then on is noticed. */
  follow(): Promise<void>;
}

/** Editors write a file in several steps, and several files at once: they are done when it has been quiet for so long. */
const quietMs = 60;

/**
 * Calls `onQuiet` after something has changed, with the moment when the first of it was seen, on the scale of
 * `performance.now()`. Each folder is watched on its own: what is never read, such as `node_modules`, costs nothing.
 */
export function watchFolder(root: string, onQuiet: (changedAtMs: number) => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let changedAtMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;

  const changed = () => {
    const firstMs = changedAtMs ?? performance.now();
    changedAtMs = firstMs;
    clearTimeout(timer);
    timer = setTimeout(() => {
      changedAtMs = null;
      onQuiet(firstMs);
    }, quietMs);
  };
  const open = (folder: string) => {
    const watcher = watch(join(root, folder), (_, name) => {
      if (name === null || !isIgnored(name, false)) changed();
    });
    // A folder that is gone is none of them any more; whatever else there is shows when the submission is read.
    watcher.on('error', () => close(folder));
    watchers.set(folder, watcher);
  };
  const close = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  return {
    follow: async () => {
      const folders = new Set((await walkFolder(root)).folders);
      for (const folder of watchers.keys()) if (!folders.has(folder)) close(folder);
      for (const folder of folders) if (!watchers.has(folder)) open(folder);
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const folder of watchers.keys()) close(folder);
    },
  };
}
