import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, fchmodSync, openSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { GraderError } from '../grader-error.ts';
import {
  beginning,
  type Confined,
  type ProgramExit,
  type Running,
  type Script,
  type StartedElsewhere,
} from '../isolation/enclosure.ts';
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
  /** How what becomes the command is started so that it stays where students' programs belong. */
  confine(script: Script): Promise<Confined | StartedElsewhere>;
  readonly limits: ProcessLimits;
}

/**
 * Starts a command as the leader of a process group of its own, its output going to files: what a process has written
 * to a file is there, while what it wrote to a pipe may still wait inside the process when it is killed.
 */
export async function spawnGroup(spawning: Spawning): Promise<Running> {
  const { command, env } = spawning;
  await requireExecutable(command, env);
  const confined = await spawning.confine(limited(spawning));
  for (const file of [spawning.stdout, spawning.stderr]) makeStreamFile(file);
  return 'start' in confined ? startElsewhere(confined, spawning) : startHere(confined, spawning);
}

async function startElsewhere(confined: StartedElsewhere, spawning: Spawning): Promise<Running> {
  try {
    return await confined.start(spawning);
  } catch (error) {
    throw notStarted(`${spawning.command} could not be started in ${spawning.cwd}: ${messageOf(error)}`, error);
  }
}

async function startHere(confined: Confined, spawning: Spawning): Promise<Running> {
  const { command, cwd } = spawning;
  const child = spawnInto(confined, spawning);
  const ended = new Promise<ProgramExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw notStarted(`${command} could not be started in ${cwd}: ${String(error)}`, error);
  }
  const { pid } = child;
  if (pid === undefined) throw notStarted(`${command} was started without an id.`);
  if (!(await hasBegun(child))) {
    const [complaint] = (await readFile(spawning.stderr, 'utf8')).split('\n');
    throw notStarted(`${command} could not be started in ${cwd}: ${complaint || 'nothing says why'}`);
  }
  // Looked up while it is certainly there.
  confined.handling.programPid(pid);
  return { pid, handling: confined.handling, ended };
}

function spawnInto(confined: Confined, { env, stdout, stderr }: Spawning): ChildProcess {
  const { command, args, cwd, descriptors, user } = confined;
  const streams = [openSync(stdout, 'a'), openSync(stderr, 'a')];
  try {
    return spawn(command, args, {
      ...{ cwd, env },
      ...user,
      detached: true,
      stdio: ['ignore', ...streams, 'pipe', ...descriptors],
    });
  } finally {
    for (const stream of streams) closeSync(stream);
  }
}

/** Who opens /dev/stdout opens the file anew, maybe as another user. */
function makeStreamFile(path: string): void {
  const file = openSync(path, 'ax');
  fchmodSync(file, 0o666);
  closeSync(file);
}

/** Whether it came as far as the program itself: what goes wrong before that is none of the program's. */
async function hasBegun({ stdio }: ChildProcess): Promise<boolean> {
  const sign = stdio[beginning];
  if (!(sign instanceof Readable)) return false;
  for await (const _ of sign) return true;
  return false;
}

/** Those of the descriptors from 3 on that may be open: nothing but its streams is a program's business. */
const mostDescriptors = 6;

/** Unlike the grader's own, the operating system's limits hold while nobody looks. */
function limited({ command, args, limits }: Spawning): Script {
  const closed = Array.from({ length: mostDescriptors - beginning + 1 }, (_, index) => `${beginning + index}>&-`);
  // `exec` leaves no shell behind: the id is the command's.
  const script = [
    ...[...ulimitCommands(limits), 'umask 0', 'unset PWD'],
    // What can't be run says so before it has begun.
    'case $1 in */*) [ -x "$1" ] ;; *) command -v "$1" >/dev/null ;; esac || { echo "$1 is not executable there" >&2; exit 1; }',
    ...[`echo >&${beginning}`, `exec "$@" ${closed.join(' ')}`],
  ];
  return { script: script.join('; '), args: [command, ...args] };
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function notStarted(message: string, cause?: unknown): GraderError {
  return new GraderError('PROCESS_NOT_STARTED', message, { cause });
}
