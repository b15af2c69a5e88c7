import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { keepTail, type LogTail } from './log-tail.ts';

/** A program in a process group of its own that can't outlive the grader. */
export interface GuardedProcess extends AsyncDisposable {
  readonly pid: number;
  /** Resolves when the program has ended, with how: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** What it wrote, of both streams. */
  readonly log: LogTail;
}

/**
 * Beside the program, which takes the shell's place, runs a guard that waits on standard input: when the grader ends,
 * however it ends, its side of the pipe closes, and the guard kills the program and deletes its folder.
 */
const script = `
folder=$1; shift
exec 3<&0 </dev/null
(read -r _ <&3; kill -KILL $$; rm -rf "$folder") >/dev/null 2>&1 &
exec "$@" 3<&-
`;

/** Starts the program; `folder` is deleted if the grader dies. Disposing kills the program; the folder is the caller's. */
export async function startGuarded(command: readonly string[], folder: string): Promise<GuardedProcess> {
  const child = spawn('/bin/sh', ['-c', script, 'kafka-grader', folder, ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => (signal === null ? `exit code ${code}` : String(signal)));
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error('A process that was spawned has no id.');

  return {
    pid,
    ended,
    log: keepTail(child.stdout, child.stderr),
    async [Symbol.asyncDispose]() {
      killGroup(pid);
      await ended;
    },
  };
}

/** The guard outlives the program and keeps the group's id from being given to anybody else. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
