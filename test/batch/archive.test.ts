/** What was handed in packed: the same as the folder that was packed, whatever else stands in the archive. */
import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveName } from '../../src/batch/archive/archive-name.ts';
import { handedInArchive } from '../../src/batch/handed-in.ts';
import { archiveLimits, submissionLimits } from '../../src/submission/limits.ts';
import type { Submission } from '../../src/submission/submission.ts';
import { describeFault } from '../../src/submission/submission-fault.ts';
import { submissionFolder } from '../submission/submission-folder.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { symbolicLink, tarOf, tarPart, tgzOf, zipOf } from './archives.ts';
import { readHandedIn } from './read-handed-in.ts';

/** Reads an archive with this name and these bytes. */
async function read(name: string, bytes: Uint8Array): Promise<Submission> {
  await using folder = await makeTemporaryFolder();
  const file = join(folder.path, name);
  await writeFile(file, bytes);
  return await handedIn(name, file);
}

async function handedIn(name: string, file: string): Promise<Submission> {
  const known = archiveName(name);
  if (known === null) throw new Error(`${name} is no archive`);
  return readHandedIn(handedInArchive(known, file, null));
}

const pathsOf = ({ files }: Submission) => files.map(({ path }) => path);

/** The bytes of a .zip and of a .tar with the same files in them. */
async function bothOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<[name: string, Buffer][]> {
  const entries = Object.entries(files).map(([name, contents]) => ({ name, contents }));
  return [
    ['ada.zip', zipOf(entries)],
    ['ada.tar', await tarOf(entries)],
  ];
}

describe('an archive', () => {
  const files = { 'producer.ts': 'one', 'src/consumer.ts': 'two', 'answers.yaml': 'a: 1', 'node_modules/x/i.js': 'no' };

  test.each([
    ['ada.zip', 'zip -qr ../ada.zip .'],
    ['ada.zip', 'cd .. && zip -qr ada.zip ada'],
    ['ada.zip', 'cd .. && mkdir __MACOSX && touch __MACOSX/._ada ada/.DS_Store && zip -qr ada.zip ada __MACOSX'],
    ['ada.ZIP', 'zip -qrD ../ada.ZIP .'],
    ['ada.tar', 'tar -cf ../ada.tar .'],
    ['ada.tar', 'tar -cf ../ada.tar --format=ustar producer.ts src answers.yaml node_modules'],
    ['ada.tar.gz', 'cd .. && tar -czf ada.tar.gz --format=pax ada'],
    ['ada.tgz', 'tar -czf ../ada.tgz --format=gnu .'],
  ])('%s of "%s" is what the folder is', async (name, command) => {
    await using folder = await submissionFolder(files);
    const expected = await folder.read();
    execFileSync('sh', ['-c', command], { cwd: folder.path });
    expect(await handedIn(name, join(folder.path, '..', name))).toEqual({ ...expected, folder: null });
  });

  test('of a folder that has nothing but its src is not entered further', async () => {
    for (const [name, bytes] of await bothOf({ 'src/producer.ts': 'one' })) {
      expect(pathsOf(await read(name, bytes))).toEqual(['src/producer.ts']);
    }
  });

  test('with something beside its one folder is not entered', async () => {
    for (const [name, bytes] of await bothOf({ 'ada/producer.ts': 'one', 'answers.yaml': '' })) {
      expect(pathsOf(await read(name, bytes))).toEqual(['ada/producer.ts', 'answers.yaml']);
    }
  });

  test('of nothing is an empty submission', async () => {
    expect(await read('ada.zip', zipOf([]))).toMatchObject({ files: [], faults: [] });
    expect(await read('ada.tar', await tarOf([]))).toMatchObject({ files: [], faults: [] });
  });

  test('has names as they were meant, also where a program that packs does not say that they are UTF-8', async () => {
    const zip = zipOf([{ name: 'für\\alle.ts', flags: 0 }, { name: 'b' }]);
    expect(pathsOf(await read('ada.zip', zip))).toEqual(['b', 'für/alle.ts']);
  });
});

describe('what is no regular file', () => {
  test('a link, in whatever folder, is the same fault as in a folder', async () => {
    await using folder = await submissionFolder({ 'producer.ts': 'one' });
    await symlink('/etc/passwd', join(folder.path, 'consumer.ts'));
    await symlink('/etc', join(folder.path, 'src'));
    const expected = await folder.read();
    expect(expected.faults).toHaveLength(2);
    execFileSync('sh', ['-c', 'cd .. && zip -qry ada.zip ada && tar -cf ada.tar ada'], { cwd: folder.path });
    for (const name of ['ada.zip', 'ada.tar']) {
      const packed = await handedIn(name, join(folder.path, '..', name));
      expect({ ...packed, faults: new Set(packed.faults) }).toEqual({
        ...expected,
        folder: null,
        faults: new Set(expected.faults),
      });
    }
  });

  test('hard links, devices and FIFOs become nothing, and are seen', async () => {
    const tar = await tarOf([
      { name: 'answers.yaml', type: 'link', linkname: '/etc/passwd' },
      { name: 'null', type: 'character-device', devmajor: 1, devminor: 3 },
      { name: 'pipe', type: 'fifo' },
    ]);
    const submission = await read('ada.tar', tar);
    expect(submission).toMatchObject({
      files: [],
      faults: [
        { kind: 'link', path: 'answers.yaml' },
        { kind: 'special-file', path: 'null' },
        { kind: 'special-file', path: 'pipe' },
      ],
    });
    expect(submission.texts.get('answers.yaml')).toEqual({
      status: 'unavailable',
      reason: 'answers.yaml is a link, and the grader reads only regular files.',
    });
    expect(await read('ada.zip', zipOf([{ name: 'socket', mode: 0o140777 }]))).toMatchObject({
      faults: [{ kind: 'special-file', path: 'socket' }],
    });
  });

  test('nothing is written through a link that the archive made before', async () => {
    const zip = zipOf([
      { name: 'ada', contents: '/tmp', mode: symbolicLink },
      { name: 'ada/producer.ts', contents: 'one' },
    ]);
    expect(await read('ada.zip', zip)).toMatchObject({
      files: [],
      faults: [
        { kind: 'link', path: 'ada' },
        { kind: 'unreadable', path: 'ada/producer.ts', code: 'ENOTDIR' },
      ],
    });
  });

  test('nothing is a file and a folder', async () => {
    const entries = [{ name: 'a' }, { name: 'a/b' }, { name: 'c/d' }, { name: 'c' }];
    const expected = {
      files: [{ path: 'a' }, { path: 'c/d' }],
      faults: [
        { kind: 'unreadable', path: 'a/b', code: 'ENOTDIR' },
        { kind: 'unreadable', path: 'c', code: 'EEXIST' },
      ],
    };
    expect(await read('ada.zip', zipOf(entries))).toMatchObject(expected);
    const tar = await tarOf(entries.map((entry) => ({ ...entry, contents: '' })));
    expect(await read('ada.tar', tar)).toMatchObject(expected);
  });
});

describe('a name that leads elsewhere', () => {
  test.each(['../producer.ts', 'src/../../producer.ts', '/producer.ts', '//etc/passwd', 'C:/producer.ts', '..'])(
    '%s is seen, and nothing of it is read',
    async (name) => {
      for (const [archive, bytes] of await bothOf({ [name]: 'evil', 'answers.yaml': 'a: 1' })) {
        const submission = await read(archive, bytes);
        expect(submission).toMatchObject({
          files: [{ path: 'answers.yaml' }],
          faults: [{ kind: 'outside', path: name }],
        });
        expect(submission.faults.map(describeFault)).toEqual([
          `${name} lies outside of the archive's own folder, and the grader unpacks nothing there.`,
        ]);
      }
    },
  );

  test.each([
    ['x'.repeat(256), 'ENAMETOOLONG'],
    [`${'a/'.repeat(600)}b`, 'ENAMETOOLONG'],
    ['producer\0.ts', 'EINVAL'],
  ])('no file of the name %s could be made, and none is', async (name, code) => {
    expect(await read('ada.zip', zipOf([{ name }]))).toMatchObject({
      files: [],
      faults: [{ kind: 'unreadable', path: name, code }],
    });
  });

  test('whatever the names, each file could be laid into a folder, and lies in it', async () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', 'b', 'C:', 'a\\b', 'src', '\u202e'), fc.string());
    const names = fc.array(
      fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(names, async (given) => {
        const { files } = await read('ada.zip', zipOf(given.map((name) => ({ name, contents: name }))));
        await using folder = await submissionFolder();
        await folder.write(Object.fromEntries(files.map(({ path, contents }) => [path, contents])));
        const written = await folder.read();
        expect(written.files).toEqual(files);
        expect(written.faults).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('limits', () => {
  test('a file that is too large is left out, and the rest is read', async () => {
    const large = Buffer.alloc(submissionLimits.fileBytes + 1);
    for (const [name, bytes] of await bothOf({ 'data.bin': large, 'producer.ts': 'one' })) {
      expect(await read(name, bytes)).toMatchObject({
        files: [{ path: 'producer.ts' }],
        faults: [{ kind: 'file-too-large', path: 'data.bin', limitBytes: submissionLimits.fileBytes }],
      });
    }
  });

  test('too much together ends the reading', async () => {
    const part = Buffer.alloc(submissionLimits.fileBytes);
    const parts = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`part-${index}`, part]));
    for (const [name, bytes] of await bothOf(parts)) {
      expect(await read(name, bytes)).toMatchObject({
        faults: [{ kind: 'too-large', limitBytes: submissionLimits.totalBytes }],
      });
    }
  });

  test('as many files as a folder may hold are read, one more is too many, folders counted as in a folder', async () => {
    const files = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`ada/src/${index}`, '']));
    for (const [name, bytes] of await bothOf(files(submissionLimits.entries - 1))) {
      expect(await read(name, bytes)).toMatchObject({ faults: [] });
    }
    for (const [name, bytes] of await bothOf(files(submissionLimits.entries))) {
      expect(await read(name, bytes)).toMatchObject({
        files: [],
        faults: [{ kind: 'too-many-files', limit: submissionLimits.entries }],
      });
    }
  });

  test('names that lead elsewhere count as well', async () => {
    const entries = Array.from({ length: submissionLimits.entries + 2 }, (_, index) => ({ name: `../${index}` }));
    expect(await read('ada.zip', zipOf(entries))).toMatchObject({ faults: [{ kind: 'too-many-files' }] });
  });

  test('what is passed over does not count, but ends the reading where it has no end', async () => {
    const modules = Array.from({ length: submissionLimits.entries + 2 }, (_, index) => ({
      name: `node_modules/${index}`,
      contents: '',
    }));
    expect(await read('ada.zip', zipOf(modules))).toMatchObject({ files: [], faults: [] });
    expect(await read('ada.tgz', await tgzOf(modules))).toMatchObject({ files: [], faults: [] });
    const folder = await tarPart({ name: 'dist/', type: 'directory' });
    const folders = gzipSync(Buffer.alloc((archiveLimits.entries + 1) * folder.length, folder));
    expect(await read('ada.tgz', folders)).toMatchObject({
      faults: [{ kind: 'too-many-files', limit: archiveLimits.entries }],
    });
  });

  test('a bomb ends where it has unpacked more than anybody packs', async () => {
    const bytes = 8 * 1024 * 1024;
    const part = gzipSync(await tarPart({ name: 'node_modules/zeros', contents: Buffer.alloc(bytes) }));
    const bomb = Buffer.concat(Array.from({ length: archiveLimits.unpackedBytes / bytes + 1 }, () => part));
    expect(bomb.length).toBeLessThan(4 * 1024 * 1024);
    expect(await read('ada.tgz', bomb)).toMatchObject({
      files: [],
      faults: [{ kind: 'too-large', limitBytes: archiveLimits.unpackedBytes }],
    });
  });

  test('a file that unpacks to more than it says is damage', async () => {
    const zip = zipOf([{ name: 'producer.ts', contents: Buffer.alloc(4_000_000), claimedBytes: 10 }]);
    expect(await read('ada.zip', zip)).toMatchObject({ faults: [{ kind: 'archive-damaged', ending: '.zip' }] });
  });
});

describe('damage', () => {
  test.each(['ada.zip', 'ada.tar', 'ada.tar.gz', 'ada.tgz'])(
    '%s with something else in it is no submission to run',
    async (name) => {
      const submission = await read(name, Buffer.from('This is my homework.'.repeat(100)));
      expect(submission.faults).toEqual([{ kind: 'archive-damaged', ending: name.slice(3) }]);
      expect(submission.texts.get('answers.yaml')).toEqual({
        status: 'unavailable',
        reason: `The ${name.slice(3)} file that was handed in is damaged, or something else than its name says: it can't be unpacked.`,
      });
    },
  );

  test.each(['ada.rar', 'ada.7z', 'ada.tar.bz2'])('%s is told apart from damage', async (name) => {
    const [fault] = (await read(name, Buffer.from('any'))).faults;
    expect(fault && describeFault(fault)).toBe(
      `A ${name.slice(3)} file was handed in, and the grader can't unpack those.`,
    );
  });

  test('in one file is a fault of that file', async () => {
    const zip = zipOf([
      { name: 'consumer.ts', contents: 'one', claimedCrc: 1 },
      { name: 'producer.ts', contents: 'two', flags: 0x801 },
      { name: 'answers.yaml', contents: 'a: 1', method: 14 },
      { name: 'more.ts', contents: 'more' },
    ]);
    expect(await read('ada.zip', zip)).toMatchObject({
      files: [{ path: 'more.ts' }],
      faults: [
        { kind: 'unreadable', path: 'consumer.ts', code: 'damaged' },
        { kind: 'unreadable', path: 'producer.ts', code: 'encrypted' },
        { kind: 'unreadable', path: 'answers.yaml', code: 'compressed by method 14' },
      ],
    });
  });

  test('wherever it is, never costs more than the submission', async () => {
    const files = { 'ada/producer.ts': 'one'.repeat(300), 'ada/src/consumer.ts': 'two', 'ada/answers.yaml': 'a: 1' };
    const [zip, tar] = (await bothOf(files)).map(([, bytes]) => bytes);
    const whole = {
      'ada.zip': zip ?? Buffer.alloc(0),
      'ada.tar': tar ?? Buffer.alloc(0),
      'ada.tgz': gzipSync(tar ?? ''),
    };
    const damage = fc.record({
      name: fc.constantFrom('ada.zip' as const, 'ada.tar' as const, 'ada.tgz' as const),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      by: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, at, by, keep }) => {
        const bytes = Buffer.from(whole[name]);
        bytes.set(by.subarray(0, bytes.length - Math.floor(at * bytes.length)), Math.floor(at * bytes.length));
        const { files, faults } = await read(name, bytes.subarray(0, Math.floor(keep * bytes.length)));
        expect(files.length).toBeLessThanOrEqual(3);
        expect(faults.length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 300 },
    );
  });

  test('the machine keeping a file from being read is not damage', async () => {
    for (const name of ['ada.zip', 'ada.tar', 'ada.tgz']) {
      await expect(handedIn(name, `/nowhere/${name}`)).rejects.toMatchObject({ code: 'SUBMISSION_UNREADABLE' });
    }
  });
});
