/**
 * A program of its own, run in a container: listens at doors there and leads who comes to the grader's socket, which is shown to it
 * and to no student's program. It says so when it is here. It outlives those programs, so that what one had sent when it was killed
 * arrives. It imports nothing but Node's own modules, since it is shown alone.
 *
 * Each connection to the grader begins with 6 bytes: the door's port, and the id of the user who came. The first one has port 0:
 * on it the grader asks, a line each, `open <port> <host>` (and `users`, where it is to be told those), `close <port> <host>`
 * or `settle`, and is answered in order.
 */
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setImmediate as eventLoopTurn } from 'node:timers/promises';

const [, , graderSocket = ''] = process.argv;
const doors = new Map<string, Server>();
const onTheirWay = new Set<Promise<void>>();
let led = 0;
/** What is said of who came to a door at which nobody asks for that. */
const nobody = 0xffff_ffff;

/** More than wait to be accepted at a time. Who goes on connecting after its end is not waited for. */
const mostTurns = 1_000;

let accepted = 0;

const control = connect(graderSocket);
control.write(introduction(0, 0));
control.on('connect', () => process.stdout.write('here\n'));
control.on('error', () => process.exit(1));
control.on('close', () => process.exit(0));
for await (const request of createInterface({ input: control })) {
  control.write(`${await answer(request)}\n`);
}

async function answer(request: string): Promise<string> {
  const [verb, port = '', host = '', told] = request.split(' ');
  const name = `${port} ${host}`;
  switch (verb) {
    case 'open':
      return (await open(Number(port), host, name, told === 'users' ? userOf : () => nobody)) ? 'opened' : 'not opened';
    case 'close':
      doors.get(name)?.close();
      doors.delete(name);
      return 'closed';
    case 'settle':
      await allAccepted();
      await Promise.all(onTheirWay);
      return String(led);
    default:
      return 'not understood';
  }
}

/** As `all-accepted.ts`, which is not there to be imported. */
async function allAccepted(): Promise<void> {
  let before = -1;
  for (let turn = 0; turn < mostTurns && before !== accepted; turn += 1) {
    before = accepted;
    await eventLoopTurn();
    await eventLoopTurn();
  }
}

function open(port: number, host: string, name: string, whoIs: (client: Socket) => number): Promise<boolean> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    accepted += 1;
    lead(client, whoIs(client));
  });
  return new Promise((resolve) => {
    // A machine may be without IPv6, and a program may have been quicker.
    server.on('error', () => resolve(false));
    server.listen(port, host, () => {
      doors.set(name, server);
      resolve(true);
    });
  });
}

/** A side that ends, or vanishes, ends its direction only: what the other one still says is passed on, or at least taken. */
function lead(client: Socket, uid: number): void {
  const grader = connect({ path: graderSocket, allowHalfOpen: true });
  const connected = new Promise<void>((resolve) => {
    grader.once('connect', () => {
      led++;
      resolve();
    });
    grader.once('close', () => resolve());
  });
  onTheirWay.add(connected);
  void connected.then(() => onTheirWay.delete(connected));
  grader.write(introduction(client.localPort ?? 0, uid));
  passOn(client, grader);
  passOn(grader, client);
}

function passOn(from: Socket, to: Socket): void {
  from.on('data', (chunk: Buffer) => {
    if (to.writable && !to.write(chunk)) from.pause();
  });
  to.on('drain', () => from.resume());
  from.once('end', () => to.end());
  from.once('close', () => {
    to.end();
    to.resume();
  });
  // It closes as well, and there it is dealt with.
  from.on('error', () => {});
}

function introduction(port: number, uid: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt16BE(port, 0);
  bytes.writeUInt32BE(uid, 2);
  return bytes;
}

/** Whose socket the other end is, as the network's own tables say, which take the system ten milliseconds to tell. */
function userOf(client: Socket): number {
  const ends = `${hexPort(client.remotePort)} ${hexPort(client.localPort)}`;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n')) {
      const [, local = '', remote = '', , , , , uid = nobody] = line.trim().split(/\s+/);
      if (`${local.split(':').at(-1)} ${remote.split(':').at(-1)}` === ends) return Number(uid);
    }
  }
  return nobody;
}

function hexPort(port = 0): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
