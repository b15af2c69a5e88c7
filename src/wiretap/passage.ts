import type { Socket } from 'node:net';
import type { Conversation } from './conversation.ts';

/** One client connection and its counterpart to the broker. */
export interface Passage {
  /** Settles when both directions have ended and both sockets are closed. */
  readonly ended: Promise<void>;
  /** Ends it now, whatever is under way. */
  abort(): void;
}

/**
 * Passes bytes unchanged both ways, each chunk heard before it goes on. Where one side is slow, the other is not read
 * on. A client that ends, or vanishes, ends its direction only: what the broker still answers is heard.
 */
export function passThrough(client: Socket, upstream: Socket, heard: Conversation): Passage {
  carry(client, upstream, heard.requests);
  carry(upstream, client, heard.responses);
  client.once('close', () => {
    upstream.end();
    upstream.resume();
  });
  upstream.once('close', () => client.destroySoon());
  return {
    ended: Promise.all([closed(client), closed(upstream)]).then(() => undefined),
    abort() {
      client.destroy();
      upstream.destroy();
    },
  };
}

function carry(from: Socket, to: Socket, hear: (chunk: Buffer) => void): void {
  from.on('data', (chunk: Buffer) => {
    hear(chunk);
    if (to.writable && !to.write(chunk)) from.pause();
  });
  from.once('end', () => to.end());
  to.on('drain', () => from.resume());
  // A connection that breaks also closes, and there it is dealt with.
  from.on('error', () => {});
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}
