import type { Socket } from 'node:net';
import { allAccepted } from '../all-accepted.ts';
import type { WireEvent } from '../evidence/observation.ts';
import { listener } from './conversation.ts';
import { openCrossing } from './crossing.ts';
import { openGate } from './gate.ts';
import type { TopicNames } from './interpret/topic-names.ts';
import { type Passage, passThrough } from './passage.ts';
import { complaints } from './policy/complaints.ts';
import type { Estate } from './policy/estates.ts';
import { guardedCrossing } from './policy/guarded-crossing.ts';
import type { Allowed } from './policy/limits.ts';
import { openToll } from './policy/toll.ts';
import { connectUpstream, type Tap, type Upstream } from './tap.ts';

/** One process's way to the broker. Disposing gives it back: it closes what is open, and waits until that is closed. */
export interface TapLease extends AsyncDisposable {
  /** `127.0.0.1:41234` */
  readonly address: string;
  readonly port: number;
  /** A connection of the process's that came in elsewhere. */
  take(client: Socket): void;
  /**
   * From the first event that `when` is true of, what the process sends is heard and kept back; `then` is called at once.
   * What carries that event is kept back with it.
   */
  holdBack(when: (event: WireEvent) => boolean, then: () => void): void;
  /** Lets what was kept back go on to the broker. */
  letPass(): void;
  /** All connections so far have ended in both directions, and every event has been emitted. */
  drained(): Promise<void>;
}

/** Who may come in: whoever comes to the tap's port, or only who is handed over. */
export type Entrance = 'open' | 'by-introduction';

/** What the broker's listeners advertise. */
const host = '127.0.0.1';

/** Whose process it is that talks through a tap; one that is unguarded may say anything, as much as it likes. */
export type Tenant = Estate | 'unguarded';

export interface Lease {
  readonly tap: Tap;
  /** Where its connections go; while that is null, they are refused. */
  upstream(): Upstream | null;
  readonly topics: TopicNames;
  readonly tenant: Tenant;
  readonly allowed: Allowed;
  readonly entrance: Entrance;
  observe(event: WireEvent): void;
}

export function leaseTap({ tap, upstream, topics, tenant, allowed, entrance, observe }: Lease): TapLease {
  const gate = openGate();
  let awaited: { when: (event: WireEvent) => boolean; then: () => void } | null = null;
  const heard = listener(topics, (event) => {
    observe(event);
    if (!awaited?.when(event)) return;
    const { then } = awaited;
    awaited = null;
    gate.shut();
    observe({ source: 'wire', type: 'held-back' });
    then();
  });
  const open = new Set<Passage>();
  let connections = 0;
  const said = complaints(allowed, observe);
  const toll = openToll((limit) => said.limit(limit), allowed);

  const crossing = () => {
    if (tenant === 'unguarded') return openCrossing(heard.hear());
    const standpoint = { estate: tenant, topics, address: { host, port: tap.port } };
    return guardedCrossing(heard.hear(), { standpoint, allowed, toll, complaints: said });
  };
  const isAtLimit = () => {
    if (tenant === 'unguarded') return false;
    if (open.size >= allowed.connections) said.limit('connections');
    return open.size >= allowed.connections || toll.isUsedUp;
  };
  const take = (client: Socket) => {
    const address = upstream();
    if (!address || isAtLimit()) {
      client.destroy();
      return;
    }
    const connection = ++connections;
    observe({ source: 'wire', type: 'connected', connection });
    const lost = (reason: string) => observe({ source: 'wire', type: 'connection-lost', connection, reason });
    const passage = passThrough(client, connectUpstream(address), crossing(), gate, lost);
    open.add(passage);
    passage.ended.then(() => {
      open.delete(passage);
      observe({ source: 'wire', type: 'disconnected', connection });
    });
    client.resume();
  };
  if (entrance === 'open') tap.onConnection = take;

  async function drained(): Promise<void> {
    await allAccepted(tap);
    while (open.size > 0) await Promise.all([...open].map(({ ended }) => ended));
    heard.settle();
  }

  return {
    address: `${host}:${tap.port}`,
    port: tap.port,
    take,
    holdBack(when, then) {
      awaited = { when, then };
    },
    letPass: () => gate.open(),
    drained,
    async [Symbol.asyncDispose]() {
      tap.onConnection = null;
      gate.open();
      await allAccepted(tap);
      for (const passage of open) passage.abort();
      await drained();
    },
  };
}
