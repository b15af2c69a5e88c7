import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDead, ownerOfTag, ownerTag, thisOwner } from '../../src/leftovers/owner.ts';

const eightHex = fc.stringMatching(/^[0-9a-f]{8}$/);
const owner = fc.record({ machine: eightHex, pid: fc.nat(), startedAt: eightHex });

test('a tag names its owner again, whatever follows it', () => {
  fc.assert(
    fc.property(owner, fc.string(), (each, rest) => {
      expect(ownerOfTag(ownerTag(each))).toEqual(each);
      expect(ownerOfTag(`${ownerTag(each)}-${rest}`)).toEqual(each);
    }),
  );
});

test('a text that is no tag names nobody', () => {
  expect(ownerOfTag('')).toBeUndefined();
  expect(ownerOfTag('12345678-x-12345678')).toBeUndefined();
});

test('this process lives', async () => {
  expect(await isDead(await thisOwner())).toBe(false);
});

test('a process that has ended is dead, and so is one whose id another has now', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  const own = await thisOwner();
  expect(await isDead({ ...own, pid: child.pid ?? 0 })).toBe(true);
  expect(await isDead({ ...own, startedAt: '00000000' })).toBe(true);
});

test('nobody on another machine is known to be dead', async () => {
  expect(await isDead({ machine: '00000000', pid: 2 ** 22 + 1, startedAt: '00000000' })).toBe(false);
});
