import type { Socket } from 'node:net';
import type { Crossing, Step } from './crossing.ts';
import type { Gate } from './gate.ts';
import { openRest } from './rest.ts';

/** One client connection and its counterpart to the broker. */
export interface Passage {
  /** Settles when both directions have ended and both sockets are closed. */
  readonly ended: Promise<void>;
  /** Ends it now, whatever is under way. */
  abort(): void;
}

/**
 * Passes on what the crossing lets pass, each chunk heard before it goes on. Where one side is slow, the other is not read
 * on. A client that ends, or vanishes, ends its direction only: what the broker still answers is heard. While the gate is
 * shut, what the client sent is heard and kept back. What breaks before the client was done, and not by its doing, is
 * `lost`, with the system's word for it.
 */
export function passThrough(
  client: Socket,
  upstream: Socket,
  crossing: Crossing,
  gate: Gate,
  lost: (reason: string) => void,
): Passage {
  const readClientOn = () => {
    const isFull = upstream.writableNeedDrain || client.writableNeedDrain || crossing.isBehind;
    if (!gate.opening && !clientRest.isOn && !isFull) client.resume();
  };
  const readUpstreamOn = () => {
    if (!upstreamRest.isOn && !client.writableNeedDrain) upstream.resume();
  };
  const clientRest = openRest(readClientOn);
  const upstreamRest = openRest(readUpstreamOn);
  let isOver = false;
  const over = (broken: string | null) => {
    if (!isOver && broken !== null) lost(broken);
    isOver = true;
  };

  const take = (steps: readonly Step[]) => {
    for (const step of steps) {
      switch (step.kind) {
        case 'to-broker':
          passOn(step.bytes, client, upstream);
          break;
        case 'to-client':
          passOn(step.bytes, client, client);
          break;
        case 'end':
          over(null);
          upstream.end();
          break;
      }
    }
  };
  client.on('data', (chunk: Buffer) => {
    const { steps, waitMs } = crossing.requests(chunk);
    if (clientRest.begin(waitMs) || crossing.isBehind) client.pause();
    if (!gate.opening) {
      take(steps);
      return;
    }
    client.pause();
    gate.opening.then(() => {
      readClientOn();
      take(steps);
    });
  });
  upstream.on('data', (chunk: Buffer) => {
    const wasBehind = crossing.isBehind;
    const { parts, waitMs } = crossing.responses(chunk);
    if (upstreamRest.begin(waitMs)) upstream.pause();
    for (const part of parts) passOn(part, upstream, client);
    if (wasBehind) readClientOn();
  });
  upstream.on('drain', readClientOn);
  client.on('drain', () => {
    readUpstreamOn();
    readClientOn();
  });
  // Also a paused client can end; what is kept back of it goes first.
  client.once('end', async () => {
    await gate.opening;
    upstream.end();
  });
  upstream.once('end', () => client.end());
  client.once('close', async () => {
    await gate.opening;
    upstream.end();
    upstream.resume();
  });
  upstream.once('close', () => client.destroySoon());
  // A connection that breaks also closes, and there it is dealt with.
  const ended = Promise.all([closed(client), closed(upstream)]).then(() => {
    clientRest[Symbol.dispose]();
    upstreamRest[Symbol.dispose]();
  });
  client.on('error', (error) => over(ownDoings.has(wordFor(error)) ? null : wordFor(error)));
  upstream.on('error', (error) => over(wordFor(error)));
  client.once('end', () => over(null));
  upstream.once('end', () => over(null));
  // Whoever closes it has ended it before; nobody else has done that.
  client.once('close', () => over('ECONNABORTED'));
  return {
    ended,
    abort() {
      over(null);
      client.destroy();
      upstream.destroy();
    },
  };
}

/** What a client's own end, orderly or not, is called. */
const ownDoings: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

function wordFor(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}

function passOn(chunk: Buffer, from: Socket, to: Socket): void {
  if (to.writable && !to.write(chunk)) from.pause();
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}
