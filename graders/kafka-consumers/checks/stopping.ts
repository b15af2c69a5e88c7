/** How a consumer took it that the grader asked it to stop. */
import type { ProcessHistory } from 'kafka-grader/check';
import { exitSeqs, whyStopped } from '../../orders/checks/ending.ts';

/** Milliseconds from SIGTERM to the exit, as the contract has them. */
export const stopLimitMs = 15_000;

export type Stop =
  | { kind: 'orderly'; evidence: number[] }
  | { kind: 'ended-by-itself'; evidence: number[] }
  | {
      kind: 'killed-by-sigterm' | 'stopped-for-a-limit' | 'ignored' | 'wrong-code' | 'did-not-leave';
      what: string;
      evidence: number[];
    };

export function stopOf(process: ProcessHistory): Stop {
  const { exited, signalled } = process;
  if (!exited) return { kind: 'ignored', what: 'never ended', evidence: [process.startedSeq] };
  if (process.endedByItself || !signalled) return { kind: 'ended-by-itself', evidence: exitSeqs(process) };
  const evidence = [signalled.seq, ...exitSeqs(process)];
  const stopped = whyStopped(process);
  if (stopped !== null) {
    return { kind: 'stopped-for-a-limit', what: `did not come to its end after SIGTERM: ${stopped}`, evidence };
  }
  const seconds = ((exited.atMs - signalled.atMs) / 1000).toFixed(1);
  if (process.timeline.of('signalled').some(({ signal }) => signal === 'SIGKILL')) {
    return {
      kind: 'ignored',
      what: `was still running ${stopLimitMs / 1000} s after SIGTERM and had to be killed`,
      evidence,
    };
  }
  const left = process.timeline.of('left').find(({ error, epoch }) => error === null && epoch !== -2);
  if (exited.signal !== null && !left) {
    return {
      kind: 'killed-by-sigterm',
      what: `does not handle SIGTERM: ${exited.signal} ended it before it could leave its group`,
      evidence,
    };
  }
  if (exited.code !== 0) {
    // A program that says goodbye and ends with 143 can't be told from one that SIGTERM ended, behind some walls.
    const how =
      exited.signal === null ? `exited with code ${exited.code}` : `ended by ${exited.signal}, not with code 0,`;
    return { kind: 'wrong-code', what: `${how} ${seconds} s after SIGTERM`, evidence };
  }
  if (!left) {
    return { kind: 'did-not-leave', what: `exited with code 0 after ${seconds} s without leaving its group`, evidence };
  }
  return { kind: 'orderly', evidence: [...evidence, left.seq] };
}

export function stoppedInOrder(process: ProcessHistory): boolean {
  return stopOf(process).kind === 'orderly';
}
