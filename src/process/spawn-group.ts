import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import type { ProcessLimits } from './limits.ts';
import { ulimitCommands } from './rlimits.ts';

export interface Spawning {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The complete environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The files that the streams are written to; they must not exist. */
  readonly stdout: string;
  readonly stderr: string;
  readonly limits: ProcessLimits;
}

/** A child with its id. */
export interface Spawned {
  readonly child: ChildProcess;
  readonly pid: number;
}

/**
 * Starts a command as the leader of a process group of its own, its output going to files: what a process has written
 * to a file is there, while what it wrote to a pipe may still wait inside the process when it is killed.
 */
export async function spawnGroup({ command, args, cwd, env, stdout, stderr, limits }: Spawning): Promise<Spawned> {
  await requireExecutable(command, env);
  const child = spawnInto(command, args, { cwd, env, stdout, stderr, limits });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw notStarted(`${command} could not be started in ${cwd}: ${String(error)}`, error);
  }
  if (child.pid === undefined) throw notStarted(`${command} was started without an id.`);
  return { child, pid: child.pid };
}

function spawnInto(
  command: string,
  args: readonly string[],
  options: Omit<Spawning, 'command' | 'args'>,
): ChildProcess {
  const { cwd, env, stdout, stderr, limits } = options;
  const [file, ...rest] = limited([command, ...args], limits);
  // Nothing may be awaited from here on to the caller's listening: a short-lived process has ended by then.
  const streams = [openSync(stdout, 'ax'), openSync(stderr, 'ax')];
  try {
    return spawn(file, rest, { cwd, env, detached: true, stdio: ['ignore', ...streams] });
  } finally {
    for (const stream of streams) closeSync(stream);
  }
}

/** Unlike the grader's own, the operating system's limits hold while nobody looks. */
function limited(command: readonly [string, ...string[]], limits: ProcessLimits): readonly [string, ...string[]] {
  if (process.platform === 'win32') return command;
  // `exec` leaves no shell behind: the id is the command's.
  return ['/bin/sh', '-c', `${ulimitCommands(limits)} unset PWD; exec "$@"`, 'sh', ...command];
}

/** A shell's own "not found" could be taken for the program's exit. */
async function requireExecutable(command: string, { PATH = '' }: Readonly<Record<string, string>>): Promise<void> {
  const places = command.includes('/') ? [command] : PATH.split(delimiter).map((folder) => join(folder, command));
  for (const place of places) {
    const isExecutable = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return;
  }
  throw notStarted(`${command} is not an executable file, looked for at ${places.join(', ')}.`);
}

function notStarted(message: string, cause?: unknown): GraderError {
  return new GraderError('PROCESS_NOT_STARTED', message, { cause });
}
