/**
 * A small file system at a folder, for those who are started through it; seen by nobody else, and gone with its owner. It is
 * mounted in a mount namespace of its own: by root directly, by anybody else in a user namespace too.
 */
import { once } from 'node:events';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

export interface SmallDisk extends AsyncDisposable {
  /** Starts a program where the disk is. */
  readonly through: readonly string[];
  /** A path on the disk as everybody else can reach it. */
  at(...path: string[]): string;
  /** Takes all room but this. */
  fill(options: { leaveMib: number }): Promise<void>;
  /** Gives back what was taken. */
  free(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;
const mebibyte = Buffer.alloc(1024 * 1024);

export async function mountSmallDisk(folder: string, { sizeMib }: { sizeMib: number }): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  const mounting = 'mount -t tmpfs -o "size=$1m" small-disk "$0" && echo mounted && exec cat';
  const holder = execa('unshare', [...(isRoot ? ['-m'] : ['-Urm']), 'sh', '-c', mounting, folder, String(sizeMib)], {
    reject: false,
  });
  await once(holder.stdout, 'data');
  const at = (...path: string[]) => join(`/proc/${holder.pid}/root${folder}`, ...path);
  const filling = at('filling');
  return {
    through: ['nsenter', '-t', String(holder.pid), ...(isRoot ? ['-m'] : ['-U', '-m', '--preserve-credentials'])],
    at,
    fill: async ({ leaveMib }) => {
      const file = await open(filling, 'a');
      try {
        for (;;) await file.write(mebibyte);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
        const { size } = await file.stat();
        await file.truncate(Math.max(0, size - leaveMib * mebibyte.length));
      } finally {
        await file.close();
      }
    },
    free: () => rm(filling),
    [Symbol.asyncDispose]: async () => {
      holder.stdin.end();
      await holder;
    },
  };
}
