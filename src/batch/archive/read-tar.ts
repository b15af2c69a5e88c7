import { type Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import { archiveLimits } from '../../submission/limits.ts';
import type { ArchiveEntry, EntryKind } from './archive-entry.ts';
import { OverLimit } from './over-limit.ts';

/** The entries of a tar file that comes through these streams; throws what they or tar-stream say where none comes. */
export async function* tarEntries(source: Readable, ...unpacking: readonly Transform[]): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const feeding = pipeline([source, ...unpacking, bounded(), tar]);
  // Whoever asks for the next entry learns of it.
  feeding.catch(() => {});
  try {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      const read = async () => ({ status: 'read', contents: await buffer(entry) }) as const;
      yield { name, kind: kindOf(type), sizeBytes: size, read };
      entry.resume();
    }
  } finally {
    tar.destroy();
    await feeding.catch(() => {});
  }
}

function kindOf(type: Header['type']): EntryKind {
  switch (type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
      return 'folder';
    case 'link':
    case 'symlink':
      return 'link';
    default:
      return 'special-file';
  }
}

/** A few kilobytes can be packed so that they never end. */
function bounded(): Transform {
  const limitBytes = archiveLimits.unpackedBytes;
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) done(new OverLimit({ kind: 'too-large', limitBytes }));
      else done(null, chunk);
    },
  });
}
