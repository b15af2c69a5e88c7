import { isUtf8 } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { ArchiveEntry, EntryKind, UnpackedEntry } from './archive-entry.ts';

/** In the flags of an entry: its name is UTF-8. Some programs write UTF-8 and don't say so. */
const utf8Flag = 0x800;

/** The entries of a .zip file, names as they are; throws what yauzl says where it is none. */
export async function* zipEntries(file: string): AsyncGenerator<ArchiveEntry> {
  const zip = await openPromise(file, { lazyEntries: true, decodeStrings: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      const kind = kindOf(entry, name);
      yield { name, kind, sizeBytes: entry.uncompressedSize, read: () => unpack(zip, entry) };
    }
  } finally {
    zip.close();
  }
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | utf8Flag : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

/** The upper half of the attributes is the mode on Unix, and 0 where it was not packed there. */
function kindOf({ externalFileAttributes }: Entry, name: string): EntryKind {
  const format = (externalFileAttributes >>> 16) & 0o170000;
  if (format === 0o120000) return 'link';
  if (format === 0o040000 || (format === 0 && name.endsWith('/'))) return 'folder';
  if (format !== 0 && format !== 0o100000) return 'special-file';
  return name.endsWith('/') ? 'folder' : 'file';
}

async function unpack(zip: ZipFile, entry: Entry): Promise<UnpackedEntry> {
  if (entry.isEncrypted()) return { status: 'refused', why: 'encrypted' };
  if (!entry.canDecodeFileData()) return { status: 'refused', why: `compressed by method ${entry.compressionMethod}` };
  // It ends where more comes than the entry says.
  const contents = await buffer(await zip.openReadStreamPromise(entry));
  return crc32(contents) === entry.crc32 ? { status: 'read', contents } : { status: 'refused', why: 'damaged' };
}
