/** The network of a container, whose doors are kept by a relay in it that leads who comes to a socket of the grader's. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Address, PrivateNetwork, Visitor } from '../private-network.ts';
import { tapPortOf } from '../unprivileged-user.ts';
import { relayControl } from './relay-control.ts';

/** Where a relay finds the grader. */
export interface Reception extends AsyncDisposable {
  /** Has the relay, which is there or will be, keep these ports of its 127.0.0.1. */
  openDoors(ports: readonly number[]): Promise<RelayedNetwork>;
}

export interface RelayedNetwork extends PrivateNetwork {
  /** Resolves when the relay has gone, also where that is wanted. */
  readonly gone: Promise<void>;
}

/** What a relay's connection begins with: the port of the door that somebody came to, and the id of the user. */
const introductionBytes = 6;

/** On the connection with this port it is told what to do. */
const controlPort = 0;

/** Listens at a path, where nothing may be. */
export async function openReception(path: string): Promise<Reception> {
  const takers = new Map<number, (visitor: Visitor) => void>();
  const control = relayControl();
  const handedOver = countHandedOver();
  const present = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    present.add(client);
    client.on('error', () => {}).once('close', () => present.delete(client));
    client.once('data', (chunk: Buffer) => {
      client.pause();
      const port = chunk.readUInt16BE(0);
      const rest = chunk.subarray(introductionBytes);
      if (rest.length > 0) client.unshift(rest);
      if (port === controlPort) return control.useFrom(client);
      const take = takers.get(port);
      if (take) take({ client, tapPort: tapPortOf(chunk.readUInt32BE(2)) });
      else client.destroy();
      handedOver.increase();
    });
  });
  server.listen(path);
  await once(server, 'listening');

  const leadAll = (port: number, take: (visitor: Visitor) => void): Disposable => {
    takers.set(port, take);
    return { [Symbol.dispose]: () => takers.delete(port) };
  };
  const close = async () => {
    control.dismiss();
    if (!server.listening) return;
    server.close();
    // Whoever is there still is expected by nobody, and may never say why it has come.
    for (const client of present) client.destroy();
    await once(server, 'close');
  };
  const network: RelayedNetwork = {
    gone: control.gone,
    lead: (port, take) => leadAll(port, ({ client }) => take(client)),
    async listen(addresses, take) {
      const leading = addresses.map(({ port }) => leadAll(port, take));
      for (const address of addresses) await control.ask(`open ${named(address)} users`);
      return {
        async [Symbol.asyncDispose]() {
          for (const address of addresses) await control.ask(`close ${named(address)}`);
          for (const each of leading) each[Symbol.dispose]();
        },
      };
    },
    async allIn() {
      const led = Number(await control.ask('settle'));
      await Promise.race([handedOver.atLeast(led), control.gone]);
    },
    [Symbol.asyncDispose]: close,
  };
  return {
    async openDoors(ports) {
      for (const port of ports) await control.ask(`open ${named({ host: '127.0.0.1', port })}`);
      return network;
    },
    [Symbol.asyncDispose]: close,
  };
}

function named({ host, port }: Address): string {
  return `${port} ${host}`;
}

interface HandedOver {
  increase(): void;
  /** Resolves when there have been so many. */
  atLeast(count: number): Promise<void>;
}

function countHandedOver(): HandedOver {
  let count = 0;
  const waiting = new Set<{ readonly from: number; resolve(): void }>();
  return {
    increase() {
      count++;
      for (const each of waiting) {
        if (count < each.from) continue;
        waiting.delete(each);
        each.resolve();
      }
    },
    atLeast: (from) =>
      new Promise((resolve) => {
        if (count >= from) resolve();
        else waiting.add({ from, resolve });
      }),
  };
}
