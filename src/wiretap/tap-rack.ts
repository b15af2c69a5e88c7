/** The wiretap: TCP ports through which student processes talk to the broker, and what they say there as events. */
import type { WireEvent } from '../evidence/observation.ts';
import { GraderError } from '../grader-error.ts';
import { topicNames } from './interpret/topic-names.ts';
import { type Estate, openEstates } from './policy/estates.ts';
import { type Allowed, limits } from './policy/limits.ts';
import { openTap, type Tap, type Upstream } from './tap.ts';
import { type Entrance, leaseTap, type TapLease, type Tenant } from './tap-lease.ts';

export type { TapLease, Tenant } from './tap-lease.ts';

/** Ports of this machine, one for each process that talks to the broker at the same time. */
export interface TapRack extends AsyncDisposable {
  /** What the broker's listeners must advertise, by index. */
  readonly ports: readonly number[];
  /** Says where the broker's listeners are, by index, once the broker is up. */
  connect(upstreams: readonly Upstream[]): void;
  /** For the topics and groups of one scenario on this broker. */
  openEstate(): Estate;
  /** Lends a port to a process of the tenant's and tells what passes there. Throws `OUT_OF_SLOTS` when all are lent. */
  lease(tenant: Tenant, observe: (event: WireEvent) => void, entrance?: Entrance): TapLease;
}

/**
 * Binds so many ports of 127.0.0.1 that the system chooses. They refuse connections until they are leased; `allowed` is what
 * each process may then ask of its own.
 */
export async function openTaps(count: number, allowed: Allowed = limits): Promise<TapRack> {
  const taps = await Promise.all(Array.from({ length: count }, openTap));
  const upstreams = new Map<Tap, Upstream>();
  const leases = new Set<TapLease>();
  const topics = topicNames();
  /** The one that was given back first is lent next: stragglers of its last process have had the most time to end. */
  const free = [...taps];

  return {
    ports: taps.map(({ port }) => port),

    connect(addresses) {
      taps.forEach((tap, index) => {
        const address = addresses[index];
        if (address) upstreams.set(tap, address);
      });
    },

    openEstate: openEstates(),

    lease(tenant, observe, entrance = 'open') {
      const tap = free.shift();
      if (!tap) {
        throw new GraderError(
          'OUT_OF_SLOTS',
          `All ${count} wiretap ports are lent to running processes; no more can start.`,
        );
      }
      const upstream = () => upstreams.get(tap) ?? null;
      const lent = leaseTap({ tap, upstream, topics, tenant, allowed, entrance, observe });
      const lease: TapLease = {
        ...lent,
        async [Symbol.asyncDispose]() {
          if (!leases.delete(lease)) return;
          await lent[Symbol.asyncDispose]();
          free.push(tap);
        },
      };
      leases.add(lease);
      return lease;
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([...leases].map((lease) => lease[Symbol.asyncDispose]()));
      await Promise.all(taps.map((tap) => tap[Symbol.asyncDispose]()));
    },
  };
}
