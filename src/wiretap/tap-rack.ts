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
export interface Taps {
  readonly ports: readonly number[];
  /** For the topics and groups of one scenario on this broker. */
  openEstate(): Estate;
  /** Lends a port to a process of the tenant's and tells what passes there. Throws `OUT_OF_SLOTS` when all are lent. */
  lease(tenant: Tenant, observe: (event: WireEvent) => void, entrance?: Entrance): TapLease;
}

/** All that one broker has, whose listeners must advertise the ports, by index. */
export interface TapRack extends Taps, AsyncDisposable {
  /** Says where the broker's listeners are, by index, once the broker is up. */
  connect(upstreams: readonly Upstream[]): void;
  /** Sets so many of those that are free aside for one grading, until disposed. Throws `OUT_OF_SLOTS` where there are fewer. */
  setAside(count: number): Taps & Disposable;
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
  const free = [...taps];

  const lend = (
    size: number,
    from: () => Tap[],
    ...[tenant, observe, entrance = 'open']: Parameters<Taps['lease']>
  ): TapLease => {
    // The one that was given back first: stragglers of its last process have had the most time to end.
    const tap = from().shift();
    if (!tap) {
      throw new GraderError(
        'OUT_OF_SLOTS',
        `All ${size} wiretap ports are lent to running processes; no more can start.`,
      );
    }
    const upstream = () => upstreams.get(tap) ?? null;
    const lent = leaseTap({ tap, upstream, topics, tenant, allowed, entrance, observe });
    const lease: TapLease = {
      ...lent,
      async [Symbol.asyncDispose]() {
        if (!leases.delete(lease)) return;
        await lent[Symbol.asyncDispose]();
        from().push(tap);
      },
    };
    leases.add(lease);
    return lease;
  };
  const openEstate = openEstates();

  return {
    ports: taps.map(({ port }) => port),

    connect(addresses) {
      taps.forEach((tap, index) => {
        const address = addresses[index];
        if (address) upstreams.set(tap, address);
      });
    },

    openEstate,

    lease: (...asked) => lend(count, () => free, ...asked),

    setAside(wanted) {
      if (free.length < wanted) {
        throw new GraderError(
          'OUT_OF_SLOTS',
          `${wanted} wiretap ports are needed, and ${free.length} of ${count} are free.`,
        );
      }
      const own = free.splice(0, wanted);
      const ports = own.map(({ port }) => port);
      let pool = own;
      return {
        ports,
        openEstate,
        lease: (...asked) => lend(wanted, () => pool, ...asked),
        [Symbol.dispose]() {
          free.push(...own.splice(0));
          // What is still lent comes back to all.
          pool = free;
        },
      };
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([...leases].map((lease) => lease[Symbol.asyncDispose]()));
      await Promise.all(taps.map((tap) => tap[Symbol.asyncDispose]()));
    },
  };
}
