/** Archives whose every field says what somebody wanted it to: their files are read within the limits, or they are damaged. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveName } from '../../src/batch/archive/archive-name.ts';
import { readArchive } from '../../src/batch/archive/read-archive.ts';
import { submissionLimits } from '../../src/submission/limits.ts';
import type { SubmissionContents } from '../../src/submission/submission.ts';
import { damaged } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { symbolicLink, tarOf, zipOf } from './archives.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

async function read(name: string, bytes: Uint8Array): Promise<SubmissionContents> {
  const file = join(folder.path, name);
  await writeFile(file, bytes);
  const known = archiveName(name);
  if (known === null) throw new Error(`${name} is no archive`);
  return readArchive(file, known);
}

function expectWithinLimits({ files, faults }: SubmissionContents): void {
  for (const { path } of files) {
    expect(path).not.toMatch(/^\/|\0|(?:^|\/)\.{0,2}(?:\/|$)/);
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(1024);
  }
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  const totalBytes = files.reduce((sum, { contents }) => sum + contents.length, 0);
  expect(totalBytes).toBeLessThanOrEqual(submissionLimits.totalBytes);
  for (const fault of faults) if ('path' in fault) expect(fault.path.length).toBeLessThanOrEqual(4096);
}

const entries = [
  { name: 'ada/producer.ts', contents: 'one'.repeat(300) },
  { name: 'ada/src/', contents: '' },
  { name: 'ada/src/consumer.ts', contents: 'two' },
  { name: 'ada/link', contents: '../../etc/passwd', mode: symbolicLink },
  { name: 'ada/answers.yaml', contents: 'a: 1', method: 0 },
];
const number = fc.constantFrom(0, 1, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff);

describe('a .zip file', () => {
  const zip = zipOf(entries);
  const headers = [...zip.keys()].filter((at) => zip.subarray(at, at + 2).toString() === 'PK');
  /** A number of a header, of two or four bytes, exchanged. */
  const field = fc.record({ header: fc.constantFrom(...headers), at: fc.integer({ min: 4, max: 45 }), to: number });

  test('with any number in any header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(field, { minLength: 1, maxLength: 3 }), async (fields) => {
        const bytes = Buffer.from(zip);
        for (const { header, at, to } of fields) {
          if (header + at + 4 <= bytes.length) bytes.writeUInt32LE(to, header + at);
        }
        expectWithinLimits(await read('ada.zip', bytes));
      }),
      runs(80),
    );
  });

  test('that is damaged anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(damaged([zip]), async (bytes) => expectWithinLimits(await read('ada.zip', bytes))),
      runs(80),
    );
  });

  test('whose file says that it is of thousands of millions of bytes is not made room for', async () => {
    const claimed = zipOf([
      { name: 'a.ts', contents: 'one', claimedBytes: 0xffff_fffe },
      { name: 'b.ts', contents: 'two' },
    ]);
    expect(await read('ada.zip', claimed)).toMatchObject({
      files: [{ path: 'b.ts' }],
      faults: [{ kind: 'file-too-large', path: 'a.ts' }],
    });
  });

  test('that holds a name twice, or in two spellings, has the last one, and each spelling', async () => {
    const names = ['a.ts', 'a.ts', 'A.ts', '\u00fc.ts', 'u\u0308.ts'];
    const { files, faults } = await read('ada.zip', zipOf(names.map((name, at) => ({ name, contents: String(at) }))));
    expect(faults).toEqual([]);
    expect(new Map(files.map(({ path, contents }) => [path, contents.toString()]))).toEqual(
      new Map([
        ['A.ts', '2'],
        ['a.ts', '1'],
        ['u\u0308.ts', '4'],
        ['\u00fc.ts', '3'],
      ]),
    );
  });
});

describe('a .tar file', () => {
  const checksumAt = 148;
  const sizes = ['77777777777 ', '-0000000001 ', 'not a size  ', '00000000010 ', '            '].map((text) =>
    Buffer.from(text),
  );
  const binarySizes = [
    [0x80, ...Array<number>(11).fill(0xff)],
    [0xff, ...Array<number>(11).fill(0)],
    [0x80, ...Array<number>(10).fill(0), 3],
  ];
  const header = fc.record({
    name: fc.constantFrom('a.ts', '../a.ts', '/a.ts', 'a/../../b', 'C:\\a.ts', '.', '', 'ada/producer.ts'),
    type: fc.constantFrom(...'01234567LKxgSDVMNX\0Az'),
    size: fc.constantFrom(...sizes, ...binarySizes.map((bytes) => Buffer.from(bytes))),
  });
  const paxRecords = [
    'path=../a.ts',
    'path=/etc/passwd',
    'path=a\0b',
    'size=-5',
    'size=99999999999999999999',
    'size=x',
    'size=3',
    '__proto__=x',
    'linkpath=/etc',
    'GNU.sparse.size=9',
    'no value',
  ];
  const pax = fc
    .array(fc.tuple(fc.constantFrom(...paxRecords), fc.constantFrom(0, 0, 0, -1, -30, 7, 1e9)), { maxLength: 4 })
    .map((records) => records.map(([text, more]) => `${text.length + 4 + more} ${text}\n`).join(''));

  /** A header with the sum that it must have, whatever else it says. */
  function headerOf({ name, type, size }: { name: string; type: string; size: Uint8Array }): Buffer {
    const bytes = Buffer.alloc(512);
    bytes.write(name, 0);
    bytes.write('0000644 ', 100);
    bytes.set(size, 124);
    bytes.write('        ', checksumAt);
    bytes.write(type, 156, 'latin1');
    bytes.write('ustar\0', 257);
    const sum = bytes.reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, checksumAt);
    return bytes;
  }

  function paxOf(text: string): Buffer {
    const padded = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    padded.write(text);
    const size = Buffer.from(`${text.length.toString(8).padStart(11, '0')} `);
    return Buffer.concat([headerOf({ name: 'pax', type: 'x', size }), padded]);
  }

  test('with any headers', async () => {
    const whole = await tarOf(entries.map(({ name, contents }) => ({ name, contents })));
    const part = fc.oneof(
      header.map(headerOf),
      pax.map(paxOf),
      fc.constantFrom(whole.subarray(0, -1024), Buffer.alloc(512), Buffer.alloc(512, 'x')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), fc.boolean(), async (parts, isPacked) => {
        const tar = Buffer.concat([...parts, Buffer.alloc(1024)]);
        expectWithinLimits(isPacked ? await read('ada.tgz', gzipSync(tar)) : await read('ada.tar', tar));
      }),
      runs(80),
    );
  });

  test('that is damaged anywhere', async () => {
    const whole = await tarOf(entries.map(({ name, contents }) => ({ name, contents })));
    await fc.assert(
      fc.asyncProperty(damaged([whole, gzipSync(whole)]), fc.constantFrom('ada.tar', 'ada.tgz'), async (bytes, name) =>
        expectWithinLimits(await read(name, bytes)),
      ),
      runs(80),
    );
  });

  test('has no longer names in what is told of it than anybody reads', async () => {
    const size = Buffer.from('00000000000 ');
    const named = (path: string) => {
      const text = ` path=${path}\n`;
      const length = text.length + String(text.length + 7).length;
      return Buffer.concat([paxOf(`${length}${text}`), headerOf({ name: 'a.ts', type: '0', size })]);
    };
    const parts = [`../${'a/'.repeat(500_000)}`, 'b'.repeat(1_000_000)].map(named);
    const { files, faults } = await read('ada.tgz', gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)])));
    expect(files).toEqual([]);
    expect(faults.map((fault) => ('path' in fault ? fault.path.length : 0))).toEqual([4096, 4096]);
  });
});
