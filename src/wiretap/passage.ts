import type { Socket } from 'node:net';
import type { Conversation } from './conversation.ts';
import type { Gate } from './gate.ts';

/** One client connection and its counterpart to the broker. */
export interface Passage {
  /** Settles when both directions have ended and both sockets are closed. */
  readonly ended: Promise<void>;
  /** Ends it now, whatever is under way. */
  abort(): void;
}

/**
 * Passes bytes unchanged both ways, each chunk heard before it goes on. Where one side is slow, the other is not read
 * on. A client that ends, or vanishes, ends its direction only: what the broker still answers is heard. While the gate is
 * shut, what the client sent is heard and kept back. What breaks before the client was done, and not by its doing, is
 * `lost`, with the system's word for it.
 */
export function passThrough(
  client: Socket,
  upstream: Socket,
  heard: Conversation,
  gate: Gate,
  lost: (reason: string) => void,
): Passage {
  client.on('data', (chunk: Buffer) => {
    heard.requests(chunk);
    if (!gate.opening) {
      passOn(chunk, client, upstream);
      return;
    }
    client.pause();
    gate.opening.then(() => {
      client.resume();
      passOn(chunk, client, upstream);
    });
  });
  upstream.on('data', (chunk: Buffer) => {
    heard.responses(chunk);
    passOn(chunk, upstream, client);
  });
  upstream.on('drain', () => {
    if (!gate.opening) client.resume();
  });
  client.on('drain', () => upstream.resume());
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
  let isOver = false;
  const over = (broken: string | null) => {
    if (!isOver && broken !== null) lost(broken);
    isOver = true;
  };
  // A connection that breaks also closes, and there it is dealt with.
  client.on('error', (error) => over(ownDoings.has(wordFor(error)) ? null : wordFor(error)));
  upstream.on('error', (error) => over(wordFor(error)));
  client.once('end', () => over(null));
  upstream.once('end', () => over(null));
  // Whoever closes it has ended it before; nobody else has done that.
  client.once('close', () => over('ECONNABORTED'));
  return {
    ended: Promise.all([closed(client), closed(upstream)]).then(() => undefined),
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
