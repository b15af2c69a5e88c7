import { cp, mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { notWritable } from '../grading/output-folder.ts';
import { readBatchRecord } from './read-batch-record.ts';
import { requireReplaceable } from './require-replaceable.ts';

/** A folder beside the one that is to be, so that the one takes the other's place at once. */
export interface Unfinished extends AsyncDisposable {
  readonly path: string;
  /** Puts it where it belongs, instead of what was there. */
  finish(): Promise<void>;
}

/**
 * Whether a merge may be written there: where nothing is, nothing is in it, or an earlier merge, and apart from its inputs.
 * USAGE and FOLDER_NOT_EMPTY where it may not.
 */
export async function requireTarget(out: string, inputs: readonly string[]): Promise<void> {
  const target = await realpath(out).catch(() => resolve(out));
  for (const input of inputs) {
    const given = await realpath(input);
    if (!`${given}/`.startsWith(`${target}/`) && !`${target}/`.startsWith(`${given}/`)) continue;
    const message = `kafka-grader merge: --out ${out} is, holds or lies in ${input}, which is to be merged; name a folder apart from it.`;
    throw new GraderError('USAGE', message);
  }
  await requireReplaceable(out, { what: 'earlier merge', isOne: () => isMerge(target) });
}

async function isMerge(folder: string): Promise<boolean> {
  const record = await readBatchRecord(folder).catch(() => null);
  return record !== null && record.parts.length > 0;
}

/** Disposing removes what was not finished, and what was there before. */
export async function beginTarget(out: string): Promise<Unfinished> {
  const parent = dirname(out);
  try {
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, `.${basename(out)}-unfinished-`));
    const path = join(folder, 'new');
    await mkdir(path);
    return {
      path,
      finish: () => replace(out, { by: path, old: join(folder, 'old') }),
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
    };
  } catch (cause) {
    throw notWritable(out, cause);
  }
}

async function replace(out: string, { by, old }: { by: string; old: string }): Promise<void> {
  try {
    await rename(out, old).catch(() => {});
    await rename(by, out);
  } catch (cause) {
    await rename(old, out).catch(() => {});
    throw notWritable(out, cause);
  }
}

/** OUTPUT_NOT_WRITABLE where it can't. */
export async function copyFolder(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true, preserveTimestamps: true });
  } catch (cause) {
    throw notWritable(to, cause);
  }
}
