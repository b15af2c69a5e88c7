import { readdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { processGroup } from '../leftovers/process-facts.ts';
import { socketsOf, type TcpConnection, tcpConnections } from './connections.ts';

/** Which of these processes, or whose group, made the connection; null for anybody else. Linux only. */
export async function whoConnected(accepted: Socket, leaders: readonly number[]): Promise<number | null> {
  const { remotePort: theirs, localPort: ours } = accepted;
  const made = (await connectionsAround(leaders)).find(
    ({ localPort, remotePort }) => localPort === theirs && remotePort === ours,
  );
  if (!made) return null;
  for (const leader of leaders) {
    if ((await socketsOf(leader)).has(made.socket)) return leader;
  }
  for (const pid of (await readdir('/proc')).map(Number).filter(Number.isInteger)) {
    const group = await processGroup(pid);
    if (group !== null && leaders.includes(group) && (await socketsOf(pid)).has(made.socket)) return group;
  }
  return null;
}

/** All are in one network; those that have ended are in none. */
async function connectionsAround(leaders: readonly number[]): Promise<readonly TcpConnection[]> {
  for (const leader of [...leaders].reverse()) {
    const connections = await tcpConnections(leader);
    if (connections.length > 0) return connections;
  }
  return [];
}
