import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** Which of these processes, or whose group, made the connection; null for anybody else. Linux only. */
export async function whoConnected(accepted: Socket, leaders: readonly number[]): Promise<number | null> {
  const socket = await socketNameOf(accepted);
  if (socket === null) return null;
  for (const leader of leaders) {
    if (await holds(leader, socket)) return leader;
  }
  for (const name of await listed('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const group = await groupOf(pid);
    if (group !== null && leaders.includes(group) && (await holds(pid, socket))) return group;
  }
  return null;
}

/** `socket:[12345]`, as the files of a process have it, of the other end of an accepted connection. */
async function socketNameOf({ remotePort, localPort }: Socket): Promise<string | null> {
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await text(table)).split('\n').slice(1)) {
      const [, local = '', remote = '', , , , , , , inode] = line.trim().split(/\s+/);
      if (portOf(local) === remotePort && portOf(remote) === localPort) return `socket:[${inode}]`;
    }
  }
  return null;
}

/** The port of `0100007F:2384`. */
function portOf(address: string): number {
  return Number.parseInt(address.split(':').at(-1) ?? '', 16);
}

async function holds(pid: number, socket: string): Promise<boolean> {
  const files = await listed(`/proc/${pid}/fd`);
  const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => null)));
  return targets.includes(socket);
}

async function groupOf(pid: number): Promise<number | null> {
  const stat = await text(`/proc/${pid}/stat`);
  const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  return stat === '' ? null : group;
}

/** A process that has ended has no files. */
async function listed(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
