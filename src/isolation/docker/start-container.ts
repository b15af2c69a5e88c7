/** Starts what runs in a container, and knows when it begins and how it ends. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { beginning, type Invocation, type Run, type Running } from '../enclosure.ts';
import type { Shown } from '../view.ts';
import { handlingInContainer } from './handling.ts';

/** Where the program's streams are seen in the container. */
const streams = { stdout: '/run/stdout', stderr: '/run/stderr' };

/** The files behind a program's streams. */
export function streamsView({ stdout, stderr }: Run): readonly Shown[] {
  return [
    { kind: 'writable', path: streams.stdout, file: stdout },
    { kind: 'writable', path: streams.stderr, file: stderr },
  ];
}

/**
 * What the program prints goes to files, and by the container's own output it is only said that it begins. A container is told the
 * name of its machine in its environment, which is not the program's business.
 */
export function withStreams({ command, args }: Invocation): Invocation {
  const script = `exec ${beginning}>&1 >>${streams.stdout} 2>>${streams.stderr} && unset HOSTNAME && exec "$@"`;
  return { command: '/bin/sh', args: ['-c', script, 'sh', command, ...args] };
}

/**
 * Resolves when it says something, and rejects with its complaint where it ends before that. `fail` is told when it can no longer be
 * known what becomes of it.
 */
export async function startContainer(container: Docker.Container, fail: (cause: unknown) => Error): Promise<Running> {
  const output = await container.attach({ stream: true, stdout: true, stderr: true });
  const [signs, complaints] = [new PassThrough(), new PassThrough()];
  container.modem.demuxStream(output, signs, complaints);
  output.once('end', () => {
    signs.end();
    complaints.end();
  });
  const complaint = text(complaints);
  await container.start();
  const ended = container.wait().then(
    ({ StatusCode }: { StatusCode: number }) => ({ code: StatusCode, signal: null }),
    (error: unknown) => {
      throw fail(error);
    },
  );
  // Whoever waits for it learns of it.
  ended.catch(() => {});
  if (!(await saysSomething(signs))) throw new Error((await complaint).trim() || 'nothing says why');
  const { State } = await container.inspect();
  return { pid: State.Pid, handling: handlingInContainer(container, State.Pid, fail), ended };
}

async function saysSomething(signs: PassThrough): Promise<boolean> {
  for await (const _ of signs) return true;
  return false;
}
