/**
 * Whose turn it is to stand at a port of this machine, among all graders on it. A grader that finds the port taken by another
 * one would else take that for a fault of the machine, and blame the program for it.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as passes } from 'node:timers/promises';
import { GraderError } from '../grader-error.ts';

/** Another grader's turn takes as long as its scenario; and it may have a class of such programs. */
const longestWaitMs = 10 * 60_000;

/** So long a grader that has had its turn lets others go first who wait for it. */
const courtesyMs = 500;
const askAgainMs = 20;

/**
 * Resolves when no other grader has the port; disposing gives it to the next. Throws PORT_TAKEN where that takes too long. Linux
 * only: the turn is an abstract socket's name, which one process at a time can have, and which it loses however it ends.
 */
export async function takePort(port: number, ended: Promise<never>, waitMs = longestWaitMs): Promise<AsyncDisposable> {
  const name = `\0kafka-grader-port-${port}`;
  const beganMs = performance.now();
  for (;;) {
    const turn = await begin(name);
    if (turn) return turn;
    const leftMs = waitMs - (performance.now() - beganMs);
    if (leftMs <= 0) throw new GraderError('PORT_TAKEN', tooLong(port, waitMs));
    await Promise.race([endOfTurn(name, leftMs), ended]);
  }
}

function tooLong(port: number, waitMs: number): string {
  return `Another kafka-grader has had port ${port} for ${waitMs / 60_000} minutes, which this program insists on.`;
}

async function begin(name: string): Promise<AsyncDisposable | null> {
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket.on('error', () => {}).on('close', () => waiting.delete(socket)));
  });
  server.listen(name);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
  return {
    [Symbol.asyncDispose]: async () => {
      const isWanted = waiting.size > 0;
      server.close();
      for (const socket of waiting) socket.destroy();
      await once(server, 'close');
      if (isWanted) await untilTaken(name);
    },
  };
}

/** Whoever has the turn keeps the connection until it gives the turn up, or ends. */
async function endOfTurn(name: string, limitMs: number): Promise<void> {
  const socket = connect(name).on('error', () => {});
  socket.setTimeout(limitMs, () => socket.destroy());
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
}

async function untilTaken(name: string): Promise<void> {
  const untilMs = performance.now() + courtesyMs;
  while (performance.now() < untilMs) {
    const socket = connect(name);
    const isTaken = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isTaken) return;
    await passes(askAgainMs);
  }
}
