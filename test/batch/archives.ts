/** Archives as a test wants them, also such as no packing program makes. */
import { Readable } from 'node:stream';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

export interface ZipEntry {
  name: string;
  contents?: string | Uint8Array;
  /** As `stat` has it on Unix; 0 where it was packed elsewhere. */
  mode?: number;
  flags?: number;
  method?: number;
  /** What the archive says, where that is a lie. */
  claimedBytes?: number;
  claimedCrc?: number;
}

export const regular = 0o100644;
export const symbolicLink = 0o120777;

/** A .zip file, written by hand so that anything can stand in it. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, contents = '', mode = regular, flags = 0x800, method = 8, ...claimed } of entries) {
    const plain = Buffer.from(contents);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const nameBytes = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(claimed.claimedCrc ?? crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claimed.claimedBytes ?? plain.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, nameBytes, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE((mode << 16) >>> 0, 6);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), shared, central, nameBytes);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}

export type TarEntry = Partial<Header> & { name: string; contents?: string | Uint8Array };

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { contents, ...header } of entries) {
    tar.entry(header, contents ?? '');
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(tar)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** One entry of a tar file, without what ends the file. */
export async function tarPart(entry: TarEntry): Promise<Buffer> {
  return (await tarOf([entry])).subarray(0, -1024);
}

export async function tgzOf(entries: readonly TarEntry[]): Promise<Buffer> {
  return gzipSync(await tarOf(entries));
}
