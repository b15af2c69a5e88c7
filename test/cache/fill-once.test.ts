import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillOnce } from '../../src/cache/fill-once.ts';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cache-test-'));
});

afterEach(async () => {
  await rm(cache, { recursive: true });
});

test('two at once fill once', async () => {
  const folder = join(cache, 'kafka');
  let fills = 0;
  const fill = async (unfinished: string) => {
    fills += 1;
    await writeFile(join(unfinished, 'jar'), 'content');
  };
  await Promise.all([fillOnce(folder, undefined, fill), fillOnce(folder, undefined, fill)]);
  await fillOnce(folder, undefined, fill);
  expect(fills).toBe(1);
  expect(await readdir(folder)).toEqual(['jar']);
});

test('a fill that fails counts for nothing and leaves nothing, and the next one may succeed', async () => {
  const folder = join(cache, 'kafka');
  const half = async (unfinished: string) => {
    await writeFile(join(unfinished, 'half'), '');
    throw new Error('no network');
  };
  await expect(fillOnce(folder, undefined, half)).rejects.toThrow('no network');
  expect(await readdir(cache)).toEqual([]);
  await fillOnce(folder, undefined, async (unfinished) => writeFile(join(unfinished, 'whole'), ''));
  expect(await readdir(folder)).toEqual(['whole']);
});

test('what an interrupted fill left is cleared away', async () => {
  const left = await mkdtemp(join(cache, '.kafka-unfinished-'));
  await fillOnce(join(cache, 'kafka'), undefined, async () => {});
  expect(await readdir(cache)).toEqual(['kafka']);
  await expect(readdir(left)).rejects.toThrow('ENOENT');
});

test('an aborted wait for the lock ends', async () => {
  const folder = join(cache, 'kafka');
  const abort = new AbortController();
  let finish = () => {};
  const filling = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let first = Promise.resolve();
  await new Promise<void>((begun) => {
    first = fillOnce(folder, undefined, async () => {
      begun();
      await filling;
    });
  });
  const second = fillOnce(folder, abort.signal, async () => {});
  abort.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  finish();
  await first;
});
