import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { GraderError } from '../grader-error.ts';
import type { FileFault } from './submission-fault.ts';

export type ReadFile = { readonly status: 'read'; readonly contents: Buffer } | FileFaultResult;
type FileFaultResult = { readonly status: 'refused'; readonly fault: FileFault };

/**
 * Reads a file of at most `limitBytes` without following a link or waiting for a FIFO's writer, even where the file
 * was exchanged since it was seen. `path` is what the fault calls it.
 */
export async function readRegularFile(absolutePath: string, path: string, limitBytes: number): Promise<ReadFile> {
  // Nothing can have such a name, and yet a file of a repository may name it.
  if (absolutePath.includes('\0')) return refused({ kind: 'unreadable', path, code: 'EINVAL' });
  try {
    await using file = await open(absolutePath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) return refused({ kind: 'special-file', path });
    if (stat.size > limitBytes) return refused({ kind: 'file-too-large', path, limitBytes });
    const contents = Buffer.alloc(stat.size);
    const length = await readInto(file, contents);
    return { status: 'read', contents: contents.subarray(0, length) };
  } catch (error) {
    return refused(faultOfSystemError(error, path));
  }
}

async function readInto(file: FileHandle, contents: Buffer): Promise<number> {
  let length = 0;
  while (length < contents.length) {
    const { bytesRead } = await file.read(contents, length, contents.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

/** A file's own state that keeps it from being read. Anything else, such as too many open files, is the machine's. */
const faultsOfTheFile: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ENXIO']);

/** What an error of the file system says about the file; one that says nothing about it is SUBMISSION_UNREADABLE. */
export function faultOfSystemError(error: unknown, path: string): FileFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ELOOP') return { kind: 'link', path };
  if (faultsOfTheFile.has(code)) return { kind: 'unreadable', path, code };
  throw new GraderError('SUBMISSION_UNREADABLE', `${path} of the submission could not be read: ${String(error)}`, {
    cause: error,
  });
}

function refused(fault: FileFault): FileFaultResult {
  return { status: 'refused', fault };
}
