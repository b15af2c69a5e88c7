import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { GraderError } from '../../grader-error.ts';
import type { SubmissionContents } from '../../submission/submission.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import type { ArchiveName } from './archive-name.ts';
import { gatherEntries, nothingBut } from './gather-entries.ts';
import { tarEntries } from './read-tar.ts';
import { zipEntries } from './read-zip.ts';

/**
 * What an archive holds. Whatever is wrong with it is a fault of the submission; SUBMISSION_UNREADABLE where the machine can't
 * read the file.
 */
export async function readArchive(file: string, { kind, ending }: ArchiveName): Promise<SubmissionContents> {
  if (kind === 'unknown') return nothingBut({ kind: 'archive-unknown', ending });
  try {
    return await gatherEntries(entriesOf(file, kind), 'packed');
  } catch (error) {
    if (isOfContents(error)) return nothingBut({ kind: 'archive-damaged', ending });
    throw new GraderError('SUBMISSION_UNREADABLE', `${file} could not be read: ${String(error)}`, { cause: error });
  }
}

function entriesOf(file: string, kind: 'zip' | 'tar' | 'tar.gz'): AsyncIterable<ArchiveEntry> {
  switch (kind) {
    case 'zip':
      return zipEntries(file);
    case 'tar':
      return tarEntries(createReadStream(file));
    case 'tar.gz':
      return tarEntries(createReadStream(file), createGunzip());
  }
}

/**
 * Whether it was thrown for what the file holds: by zlib, or by one of the libraries in plain words. The operating system's
 * errors name a call, and an error of the grader's own has a class of its own; neither may cost anybody points.
 */
function isOfContents(error: unknown): boolean {
  if (!(error instanceof Error) || 'syscall' in error) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || (code === '' && error.constructor === Error);
}
