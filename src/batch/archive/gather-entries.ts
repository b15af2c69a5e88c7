import { archiveLimits, submissionLimits } from '../../submission/limits.ts';
import type { SubmissionContents } from '../../submission/submission.ts';
import type { SubmissionFault, WholeFault } from '../../submission/submission-fault.ts';
import { byBytes } from '../../submission/walk-folder.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { enterFolder } from './enter-folder.ts';
import { isLeftByPacking } from './left-by-packing.ts';
import { OverLimit } from './over-limit.ts';
import { Tree } from './tree.ts';

/** `packed` by somebody: what the program that packs adds is passed over, and a folder that holds everything is entered. */
export type Origin = 'packed' | 'committed';

/**
 * The regular files of an archive, as reading the folder that it was made of would find them: nothing is written anywhere,
 * and what is not read is a fault. It ends as soon as there is too much.
 */
export async function gatherEntries(entries: AsyncIterable<ArchiveEntry>, origin: Origin): Promise<SubmissionContents> {
  try {
    return await gatherWithinLimits(entries, origin);
  } catch (error) {
    if (error instanceof OverLimit) return nothingBut(error.fault);
    throw error;
  }
}

export function nothingBut(fault: WholeFault): SubmissionContents {
  return { files: [], faults: [fault] };
}

async function gatherWithinLimits(entries: AsyncIterable<ArchiveEntry>, origin: Origin): Promise<SubmissionContents> {
  const tree = new Tree();
  const contents = new Map<string, Buffer>();
  const faults: SubmissionFault[] = [];
  let seen = 0;
  let readBytes = 0;

  for await (const entry of entries) {
    seen += 1;
    refuseOver(archiveLimits.entries, seen);
    if (origin === 'packed' && isLeftByPacking(entry.name)) continue;
    const admission = tree.admit(entry);
    // One more than a folder may hold: the folder that was packed is none of them.
    refuseOver(submissionLimits.entries, tree.size - 1);
    if (admission.status === 'refused') faults.push(admission.fault);
    if (admission.status !== 'admitted' || entry.kind === 'folder') continue;
    const { path } = admission;
    if (entry.sizeBytes > submissionLimits.fileBytes) {
      faults.push({ kind: 'file-too-large', path, limitBytes: submissionLimits.fileBytes });
      continue;
    }
    readBytes += entry.sizeBytes;
    if (readBytes > submissionLimits.totalBytes) {
      throw new OverLimit({ kind: 'too-large', limitBytes: submissionLimits.totalBytes });
    }
    const unpacked = await entry.read();
    if (unpacked.status === 'read') contents.set(path, unpacked.contents);
    else faults.push({ kind: 'unreadable', path, code: unpacked.why });
  }
  const packed = origin === 'packed' ? tree.packedFolder : null;
  refuseOver(submissionLimits.entries, packed === null ? tree.size : tree.size - 1);
  const files = [...contents].map(([path, bytes]) => ({ path, contents: bytes }));
  return inOrder(packed === null ? { files, faults } : enterFolder(packed, { files, faults }));
}

function refuseOver(limit: number, count: number): void {
  if (count > limit) throw new OverLimit({ kind: 'too-many-files', limit });
}

function inOrder({ files, faults }: SubmissionContents): SubmissionContents {
  return { files: files.toSorted((one, other) => byBytes(one.path, other.path)), faults };
}
