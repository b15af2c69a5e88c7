import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDead, ownerOfTag, ownerTag, thisOwner } from './owner.ts';
import { processCommandLine } from './process-facts.ts';

const prefix = 'kafka-grader-broker-';
const pidFile = 'jvm.pid';

/** A temporary folder for one JVM broker's configuration and data; its name says which grader it belongs to. */
export async function makeRunFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${prefix}${ownerTag(await thisOwner())}-`));
}

/** Notes which process works in the folder, for a sweep after the grader was killed. */
export async function notePid(folder: string, pid: number): Promise<void> {
  await writeFile(join(folder, pidFile), String(pid));
}

/** Ends the brokers and deletes the folders of graders that no longer live. */
export async function sweepRunFolders(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const owner = ownerOfTag(name.slice(prefix.length));
    const folder = join(tmpdir(), name);
    if (owner && (await isDead(owner)) && (await isOurs(folder))) {
      await killBrokerIn(folder);
      await rm(folder, { recursive: true, force: true });
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

/** The process is the broker of this folder only if the folder is on its command line. */
async function killBrokerIn(folder: string): Promise<void> {
  const pid = await pidNotedIn(folder);
  if (pid === undefined || !(await processCommandLine(pid))?.includes(folder)) return;
  process.kill(-pid, 'SIGKILL');
}

async function pidNotedIn(folder: string): Promise<number | undefined> {
  try {
    return Number(await readFile(join(folder, pidFile), 'utf8'));
  } catch {
    return undefined;
  }
}
