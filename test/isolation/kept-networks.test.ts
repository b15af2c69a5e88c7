/** Real networks of Linux's, one grading's after another's. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { keepNetworks } from '../../src/isolation/kept-networks.ts';
import type { EnterableNetwork } from '../../src/isolation/private-network.ts';

const [first, second, third] = [29_101, 29_102, 29_103];

/** What whoever comes to a door is told, by somebody in the network. */
async function heardAt({ entered, descriptors }: EnterableNetwork, port: number): Promise<string> {
  const visitor = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {}).pipe(process.stdout)`;
  const { command, args } = entered({ command: process.execPath, args: ['-e', visitor] });
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit', 'ignore', ...descriptors] });
  if (!child.stdout) throw new Error('A process that was started with pipes has them.');
  return text(child.stdout);
}

test('a network that was given back is lent again, and its doors lead to whoever has it now', async () => {
  await using networks = keepNetworks();
  const before = await networks.lend([first, second]);
  using _one = before.lead(first, (client) => client.end('the first'));
  expect(await heardAt(before, first)).toBe('the first');
  _one[Symbol.dispose]();
  await before[Symbol.asyncDispose]();

  const after = await networks.lend([second, first]);
  expect(after.descriptors).toEqual(before.descriptors);
  expect(await heardAt(after, first)).toBe('');
  using _two = after.lead(first, (client) => client.end('the second'));
  expect(await heardAt(after, first)).toBe('the second');
});

test('one that somebody has is nobody else’s', async () => {
  await using networks = keepNetworks();
  const one = await networks.lend([first]);
  const other = await networks.lend([second]);
  expect(other.descriptors).not.toEqual(one.descriptors);
  await one[Symbol.asyncDispose]();
  const again = await networks.lend([second, third]);
  expect(again.descriptors).not.toEqual(one.descriptors);
});

test('one whose ports have got into other hands is closed', async () => {
  await using networks = keepNetworks();
  const one = await networks.lend([first, second]);
  await one[Symbol.asyncDispose]();
  const other = await networks.lend([second, third]);
  using _door = other.lead(third, (client) => client.end('here'));
  expect(await heardAt(other, third)).toBe('here');
  expect(await heardAt(other, first)).toBe('');
});
