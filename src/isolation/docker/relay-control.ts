/** The connection on which a relay is told what to do, a line for each request and for each answer, in the same order. */
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { GraderError } from '../../grader-error.ts';

export interface RelayControl {
  /** It comes in like any other, once. */
  useFrom(socket: Socket): void;
  /** Waits for the connection, and rejects where that is gone. */
  ask(request: string): Promise<string>;
  dismiss(): void;
  /** Resolves when it is gone, also where that is wanted. */
  readonly gone: Promise<void>;
}

interface Asked {
  readonly request: string;
  resolve(answer: string): void;
  reject(error: Error): void;
}

export function relayControl(): RelayControl {
  const unanswered: Asked[] = [];
  let connection: Socket | 'expected' | 'gone' = 'expected';
  let tellGone = (): void => {};
  const gone = new Promise<void>((resolve) => {
    tellGone = resolve;
  });
  const end = () => {
    connection = 'gone';
    for (const { reject } of unanswered.splice(0)) reject(hasGone());
    tellGone();
  };
  return {
    gone,
    useFrom(socket) {
      connection = socket;
      // Half of it is of no use.
      socket.once('end', () => socket.destroy());
      socket.once('close', end);
      createInterface({ input: socket }).on('line', (line) => unanswered.shift()?.resolve(line));
      for (const { request } of unanswered) socket.write(`${request}\n`);
    },
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (connection === 'gone') return reject(hasGone());
        unanswered.push({ request, resolve, reject });
        if (connection !== 'expected') connection.write(`${request}\n`);
      }),
    dismiss() {
      if (connection === 'expected') end();
      else if (connection !== 'gone') connection.destroy();
    },
  };
}

function hasGone(): GraderError {
  return new GraderError(
    'NO_ISOLATION',
    'What leads programs in containers to their broker has ended: its container is gone.',
  );
}
