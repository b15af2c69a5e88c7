import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Ticks of `/proc/<pid>/stat` in a second; Linux shows 100 to programs on every architecture. */
const ticksPerSecond = 100;

/** When the process started, in the system's own words, to tell it from a later one with the same id; null if there is none. */
export async function processStartedAt(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return (await statFields(pid))?.[19] ?? null;
  return askPs(pid, 'lstart');
}

/** The command line of the process, its arguments separated by spaces; null if there is none. */
export async function processCommandLine(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return askPs(pid, 'command');
  const bytes = await readProc(pid, 'cmdline');
  return bytes?.replaceAll('\0', ' ').trim() ?? null;
}

/** The id of the process's group, which is that of its leader; null if there is none. Linux only. */
export async function processGroup(pid: number): Promise<number | null> {
  const group = (await statFields(pid))?.[2];
  return group === undefined ? null : Number(group);
}

/** CPU seconds (user and system) that the process has used so far; null if there is none. */
export async function processCpuSeconds(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return secondsOfClock(await askPs(pid, 'time'));
  const fields = await statFields(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : null;
}

/** CPU seconds of all children that this process has waited for; null where the system doesn't tell. */
export async function childrenCpuSeconds(): Promise<number | null> {
  const fields = await statFields('self');
  return fields ? (Number(fields[13]) + Number(fields[14])) / ticksPerSecond : null;
}

/** The ids of all processes; none where the system doesn't list them as files. */
export async function pidsOfAll(): Promise<number[]> {
  const names = await readdir('/proc').catch((): string[] => []);
  return names.map(Number).filter(Number.isInteger);
}

/** The fields of `/proc/<pid>/stat` from the third on: those before it hold the id and a name that may contain spaces. */
async function statFields(pid: number | 'self'): Promise<readonly string[] | null> {
  const stat = await readProc(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? null;
}

async function readProc(pid: number | 'self', file: string): Promise<string | null> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}

async function askPs(pid: number, column: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', `${column}=`, '-p', String(pid)]);
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

/** `1:02.50` or `01:02:03` as seconds. */
function secondsOfClock(clock: string | null): number | null {
  return clock?.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) ?? null;
}
