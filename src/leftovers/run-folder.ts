import { appendFile, chmod, mkdtemp, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../remove-folder.ts';
import { isDead, ownerOfTag, ownerTag, thisOwner } from './owner.ts';
import { pidsOfAll, processCommandLine, processGroup } from './process-facts.ts';

const prefix = 'kafka-grader-run-';
const pidsFile = 'pids';

/** The mode of a folder in which programs of another user may go on to what they know of, and see nothing else. */
export const passable = 0o711;

/**
 * A temporary folder for one broker or one grading, and the processes that work in it; its name says which grader it
 * belongs to. The path has no links in it.
 */
export async function makeRunFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), `${prefix}${ownerTag(await thisOwner())}-`));
  await chmod(folder, passable);
  return folder;
}

/** Notes that a process works in the folder, its path on the process's command line, for a sweep after the grader was killed. */
export async function notePid(folder: string, pid: number): Promise<void> {
  await appendFile(join(folder, pidsFile), `${pid}\n`);
}

/** Ends the processes and deletes the folders of graders that no longer live. */
export async function sweepRunFolders(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const owner = ownerOfTag(name.slice(prefix.length));
    const folder = join(tmpdir(), name);
    if (owner && (await isDead(owner)) && (await isOurs(folder))) {
      await killProcessesIn(folder);
      await removeFolder(folder);
    }
  }
}

async function isOurs(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).uid === process.getuid?.();
  } catch {
    return false;
  }
}

/**
 * A process belongs to the folder only if the folder is on its command line: ids are given again. A grader that was killed right
 * after a start has not noted it, so where all processes can be seen, all are looked at.
 */
async function killProcessesIn(folder: string): Promise<void> {
  for (const pid of new Set([...(await pidsNotedIn(folder)), ...(await pidsOfAll())])) {
    if ((await processCommandLine(pid))?.includes(folder)) killGroupOf(pid, await processGroup(pid));
  }
}

/** Of what runs there each has a group of its own, or is in that of one that has. One that has ended meanwhile needs no end. */
function killGroupOf(pid: number, group: number | null): void {
  try {
    process.kill(-(group ?? pid), 'SIGKILL');
  } catch (error) {
    // What is in a container is another user's, and ended by who sweeps those.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EPERM' && code !== 'ESRCH') throw error;
  }
}

async function pidsNotedIn(folder: string): Promise<number[]> {
  try {
    const noted = await readFile(join(folder, pidsFile), 'utf8');
    return noted.split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
