import type { WireEvent } from '../evidence/observation.ts';
import { connectionsOf } from '../wiretap/connections.ts';
import type { Pace } from './pace.ts';

const everyMs = 1_000;

/**
 * Notes where a process connects to while it has not come in through its tap, each address once. Who insists on an address
 * where somebody else's Kafka answers would leave no other trace.
 */
export function watchForStrays(options: {
  pid: number;
  pace: Pace;
  hasComeIn(): boolean;
  observe(event: WireEvent): void;
}): Disposable {
  const { pid, pace, hasComeIn, observe } = options;
  const noted = new Set<string>();
  let nextMs = pace.nowMs() + everyMs;
  let isOver = false;
  const look = async () => {
    for (const { remote, isEstablished } of await connectionsOf(pid)) {
      if (remote === null || !isEstablished || noted.has(remote) || isOver || hasComeIn()) continue;
      noted.add(remote);
      observe({ source: 'wire', type: 'connected-elsewhere', address: remote });
    }
  };
  const ticking = pace.onTick(() => {
    if (hasComeIn()) ticking[Symbol.dispose]();
    else if (pace.nowMs() >= nextMs) {
      nextMs = pace.nowMs() + everyMs;
      void look();
    }
  });
  return {
    [Symbol.dispose]: () => {
      isOver = true;
      ticking[Symbol.dispose]();
    },
  };
}
