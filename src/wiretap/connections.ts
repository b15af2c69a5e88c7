/** TCP connections as Linux tells them; elsewhere none are known. */
import { readdir, readFile, readlink } from 'node:fs/promises';

export interface TcpConnection {
  readonly localPort: number;
  /** `127.0.0.1:9092` or `[::1]:9092`; null for an IPv6 address of another machine. */
  readonly remote: string | null;
  readonly remotePort: number;
  readonly isEstablished: boolean;
  /** `socket:[12345]`, as the files of a process have it. */
  readonly socket: string;
}

/** Those of the network that the process is in. */
export async function tcpConnections(pid: number): Promise<TcpConnection[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => textOf(`/proc/${pid}/net/${name}`)));
  return tables.flatMap((table) => table.split('\n').slice(1).flatMap(connectionOn));
}

/** Those that a process holds now. */
export async function connectionsOf(pid: number): Promise<TcpConnection[]> {
  const held = await socketsOf(pid);
  // A program that has none yet is the usual case, and the tables of a busy machine are long.
  if (held.size === 0) return [];
  return (await tcpConnections(pid)).filter(({ socket }) => held.has(socket));
}

/** A process that has ended has none. */
export async function socketsOf(pid: number): Promise<ReadonlySet<string>> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  return new Set(targets.filter((target) => target.startsWith('socket:')));
}

const established = '01';

/** `  0: 0100007F:2384 0100007F:A1B2 01 … inode`, with more columns in between. */
function connectionOn(line: string): TcpConnection[] {
  const [, local = '', remote = '', state, , , , , , inode] = line.trim().split(/\s+/);
  if (inode === undefined) return [];
  const address = addressOf(remote.split(':')[0] ?? '');
  const remotePort = portOf(remote);
  return [
    {
      localPort: portOf(local),
      remote: address && `${address}:${remotePort}`,
      remotePort,
      isEstablished: state === established,
      socket: `socket:[${inode}]`,
    },
  ];
}

function portOf(address: string): number {
  return Number.parseInt(address.split(':').at(-1) ?? '', 16);
}

const loopback6 = '00000000000000000000000001000000';
const mapped4 = '0000000000000000FFFF0000';

/** The kernel writes an IPv4 address as one number, its first byte last. */
function addressOf(hex: string): string | null {
  if (hex === loopback6) return '[::1]';
  const bytes = hex.startsWith(mapped4) ? hex.slice(mapped4.length) : hex;
  if (bytes.length !== 8) return null;
  return [...Buffer.from(bytes, 'hex')].reverse().join('.');
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
