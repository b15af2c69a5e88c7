import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownerTag, thisOwner } from '../../src/leftovers/owner.ts';
import { makeRunFolder, notePid, sweepRunFolders } from '../../src/leftovers/run-folder.ts';

async function deadOwnersFolder(name: string): Promise<string> {
  const tag = ownerTag({ ...(await thisOwner()), startedAt: '00000000' });
  const folder = join(tmpdir(), `kafka-grader-run-${tag}-${name}`);
  await mkdir(folder);
  return folder;
}

/** A process in a group of its own with the text on its command line. */
async function processNaming(text: string) {
  const child = spawn('sh', ['-c', 'read -r _', text], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  return { pid: child.pid ?? 0, child, exited: once(child, 'exit') };
}

test("a dead grader's folder is deleted and its broker ended", async () => {
  const folder = await deadOwnersFolder('with-broker');
  const { pid, exited } = await processNaming(`${folder}/server.properties`);
  await notePid(folder, pid);
  await sweepRunFolders();
  expect(await exited).toEqual([null, 'SIGKILL']);
  await expect(access(folder)).rejects.toThrow('ENOENT');
});

test('so is a process that a grader had no time to note', async () => {
  const folder = await deadOwnersFolder('with-unnoted');
  const { exited } = await processNaming(`${folder}/consumer.mjs`);
  await sweepRunFolders();
  expect(await exited).toEqual([null, 'SIGKILL']);
});

test("a process that only has the dead broker's id is left alone", async () => {
  const folder = await deadOwnersFolder('with-stranger');
  const { pid, child, exited } = await processNaming('something else');
  await notePid(folder, pid);
  await sweepRunFolders();
  await expect(access(folder)).rejects.toThrow('ENOENT');
  child.stdin.end('\n');
  expect(await exited).toEqual([0, null]);
});

test("a living grader's folder stays", async () => {
  const folder = await makeRunFolder();
  await sweepRunFolders();
  await access(folder);
  await rm(folder, { recursive: true });
});
