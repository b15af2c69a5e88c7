import { createHash } from 'node:crypto';
import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { processStartedAt } from './process-facts.ts';

/**
 * The grader process that a container or a folder belongs to. What outlives its owner may be swept; the start time
 * tells an owner from a later process with the same id, the machine from a process of another process table.
 */
export interface Owner {
  readonly machine: string;
  readonly pid: number;
  readonly startedAt: string;
}

/** This process, as an owner. */
export async function thisOwner(): Promise<Owner> {
  const startedAt = await processStartedAt(process.pid);
  return { machine: await thisMachine(), pid: process.pid, startedAt: digest(startedAt ?? '') };
}

/** As text that fits into a folder's name and a container's label: `1a2b3c4d-4711-5e6f7a8b`. */
export function ownerTag({ machine, pid, startedAt }: Owner): string {
  return `${machine}-${pid}-${startedAt}`;
}

/** Undefined where the text does not begin with an owner's tag. */
export function ownerOfTag(text: string): Owner | undefined {
  const [, machine, pid, startedAt] = /^([0-9a-f]{8})-(\d+)-([0-9a-f]{8})(?![0-9a-f])/.exec(text) ?? [];
  if (machine === undefined || pid === undefined || startedAt === undefined) return undefined;
  return { machine, pid: Number(pid), startedAt };
}

/** True only where it is certain: an owner on another machine is not known to be dead. */
export async function isDead(owner: Owner): Promise<boolean> {
  if (owner.machine !== (await thisMachine())) return false;
  if (!exists(owner.pid)) return true;
  const startedAt = await processStartedAt(owner.pid);
  return startedAt !== null && digest(startedAt) !== owner.startedAt;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** One process table: on Linux a host may have many of them, one for each container. */
async function thisMachine(): Promise<string> {
  const processTable = process.platform === 'linux' ? await readlink('/proc/self/ns/pid') : '';
  return digest(`${hostname()} ${processTable}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
