import { setImmediate as eventLoopTurn } from 'node:timers/promises';

/** Counts the connections that listening sockets have accepted. */
export interface Accepting {
  readonly accepted: number;
}

/** More than wait to be accepted at a time. Who goes on connecting after its end is not waited for. */
const mostTurns = 1_000;

/**
 * Resolves when every connection that had been made by now has been accepted. libuv takes one that waits in each turn of the event
 * loop; so none waits any more once a turn has taken none.
 */
export async function allAccepted(sockets: Accepting): Promise<void> {
  let before = -1;
  for (let turn = 0; turn < mostTurns && before !== sockets.accepted; turn += 1) {
    before = sockets.accepted;
    await eventLoopTurn();
    await eventLoopTurn();
  }
}
