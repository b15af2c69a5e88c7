import { readdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { socketsOf, tcpConnections, textOf } from './connections.ts';

/** Which of these processes, or whose group, made the connection; null for anybody else. Linux only. */
export async function whoConnected(accepted: Socket, leaders: readonly number[]): Promise<number | null> {
  const { remotePort: theirs, localPort: ours } = accepted;
  const made = (await tcpConnections()).find(
    ({ localPort, remotePort }) => localPort === theirs && remotePort === ours,
  );
  if (!made) return null;
  for (const leader of leaders) {
    if ((await socketsOf(leader)).has(made.socket)) return leader;
  }
  for (const pid of (await readdir('/proc')).map(Number).filter(Number.isInteger)) {
    const group = await groupOf(pid);
    if (group !== null && leaders.includes(group) && (await socketsOf(pid)).has(made.socket)) return group;
  }
  return null;
}

async function groupOf(pid: number): Promise<number | null> {
  const stat = await textOf(`/proc/${pid}/stat`);
  const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  return stat === '' ? null : group;
}
