/**
 * Private networks of gradings that are over, for those to come: to make one takes as long as it takes Node to start. Nothing in it
 * outlives the processes of a grading, which are killed before it is given back, and they may change nothing of it.
 */
import { GraderError } from '../grader-error.ts';
import { type EnterableNetwork, openPrivateNetwork } from './private-network.ts';

export interface KeptNetworks extends AsyncDisposable {
  /** One with a door at each of these ports, which nobody else has meanwhile; disposing gives it back. Throws NO_ISOLATION. */
  lend(ports: readonly number[]): Promise<EnterableNetwork>;
}

export function keepNetworks(): KeptNetworks {
  const free = new Map<EnterableNetwork, ReadonlySet<number>>();

  /** Ports are those of taps, and each is in one grading's hands at a time: with another set of them, the old ones are of no use. */
  const take = async (ports: readonly number[]): Promise<EnterableNetwork | null> => {
    let taken: EnterableNetwork | null = null;
    for (const [network, doors] of free) {
      const shared = ports.filter((port) => doors.has(port)).length;
      if (shared === 0) continue;
      free.delete(network);
      if (shared === ports.length && shared === doors.size) taken = network;
      else await network[Symbol.asyncDispose]();
    }
    return taken;
  };

  return {
    async lend(ports) {
      const network = (await take(ports)) ?? (await open(ports));
      return {
        ...network,
        async [Symbol.asyncDispose]() {
          free.set(network, new Set(ports));
        },
      };
    },
    async [Symbol.asyncDispose]() {
      for (const network of free.keys()) await network[Symbol.asyncDispose]();
    },
  };
}

async function open(ports: readonly number[]): Promise<EnterableNetwork> {
  try {
    return await openPrivateNetwork(ports);
  } catch (cause) {
    const message = `No network could be made for the programs of a submission: ${cause}`;
    throw new GraderError('NO_ISOLATION', message, { cause });
  }
}
