/** Starts what runs in a container, and knows when it begins and how it ends. */
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import { answered } from '../../docker/answered.ts';
import type { ProgramExit, Running } from '../enclosure.ts';
import { type Failure, orFail } from './failure.ts';
import { handlingInContainer } from './handling.ts';
import { sendSignal } from './send-signal.ts';

/**
 * So much may be said to the daemon instead of to files. A program finds a way there, and whoever speaks on has nothing to say that is
 * worth the grader's time.
 */
const mostBytes = 64 * 1024;

/**
 * Resolves when it says something, and rejects with its complaint where it ends before that. `fail` is told when it can no longer be
 * known what becomes of it.
 */
export async function startContainer(container: Docker.Container, fail: Failure['fail']): Promise<Running> {
  const output = await answered(container.attach({ stream: true, stdout: true, stderr: true }));
  let complaint = '';
  let heardBytes = 0;
  const begun = new Promise<'begun'>((resolve) => {
    const heard = (hear: (text: string) => void) =>
      sink((chunk) => {
        const before = heardBytes;
        heardBytes += chunk.length;
        if (heardBytes <= mostBytes) hear(chunk.toString());
        else if (before <= mostBytes) sendSignal(container, 'SIGKILL', fail);
      });
    const signs = heard(() => resolve('begun'));
    const complaints = heard((text) => {
      complaint += text;
    });
    container.modem.demuxStream(output, signs, complaints);
  });
  // Its output ends with it, and also where the daemon is no longer there.
  const over = finished(output).catch(() => {});
  const ended = orFail(
    over.then(() => endOf(container)),
    fail,
  );
  // Whoever waits for it learns of it.
  ended.catch(() => {});
  await answered(container.start());
  if ((await Promise.race([begun, ended])) !== 'begun') throw new Error(complaint.trim() || 'nothing says why');
  const { State } = await answered(container.inspect());
  return { pid: State.Pid, handling: handlingInContainer(container, State.Pid, fail), ended };
}

async function endOf(container: Docker.Container): Promise<ProgramExit> {
  const { StatusCode }: { StatusCode: number } = await answered(container.wait());
  const { State } = await answered(container.inspect());
  return { code: StatusCode, signal: null, ...(State.OOMKilled && { endedFor: 'memory' }) };
}

function sink(hear: (chunk: Buffer) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      hear(chunk);
      done();
    },
  });
}
