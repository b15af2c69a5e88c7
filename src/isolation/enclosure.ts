/** What students' programs run in, whatever keeps them there. */
import type { IsolationLevel } from './level.ts';
import type { PrivateNetwork } from './private-network.ts';
import type { User } from './unprivileged-user.ts';

export interface Isolation {
  readonly level: IsolationLevel;
  /**
   * Opens what the programs of one grading run in; `ports` are those of the taps, of which each program is led to its own. It is used
   * for no other grading: connections of programs that were killed can go on arriving for seconds.
   */
  enclose(ports: readonly number[]): Promise<Enclosure>;
  /** How to start a tool of the grader's own that reads what strangers wrote: it needs no network. */
  confineTool(tool: Tool): Invocation;
}

export interface Enclosure extends AsyncDisposable {
  /** Null where programs share the network of the machine. */
  readonly network: PrivateNetwork | null;
  /** Rejects where programs can no longer run in here, through no fault of theirs; never resolves. */
  readonly failed: Promise<never>;
  /** How to start a program so that it stays in here. */
  confine(program: Confinable): Promise<Confined | StartedElsewhere>;
}

/** A command with its arguments. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Tool extends Invocation {
  /** Files and folders that it reads, beside what belongs to the system. */
  readonly reads: readonly string[];
}

/** What a POSIX shell does, `args` being its `$@`, until it becomes the program. */
export interface Script {
  readonly script: string;
  readonly args: readonly string[];
}

export function inShell({ script, args }: Script): Invocation {
  return { command: '/bin/sh', args: ['-c', script, 'sh', ...args] };
}

/** A program as it would be started on the machine itself. */
export interface Confinable extends Script, Pick<Tool, 'reads'> {
  /** Absolute; the program may write here. */
  readonly cwd: string;
  /** Its HOME and TMPDIR; it exists and is empty. */
  readonly home: string;
  /** A folder that exists, for what the enclosure itself has to write down for this program. */
  readonly notes: string;
  /** The port of its tap, which no other program has as long as this one lives. */
  readonly tapPort: number;
}

/** The descriptor on which a command says that the program begins: what goes wrong before that is none of the program's. */
export const beginning = 3;

/** After the streams, and after that. */
export const firstDescriptor = beginning + 1;

/** What is started instead, and how it is dealt with from then on. */
export interface Confined extends Invocation {
  readonly cwd: string;
  /** Open files that the command inherits, from `firstDescriptor` on. */
  readonly descriptors: readonly number[];
  /** Whose process it is; null where it is the grader's own user. */
  readonly user: User | null;
  readonly handling: Handling;
}

/** A program that no command of this machine's starts. */
export interface StartedElsewhere {
  start(run: Run): Promise<Running>;
}

export interface Run {
  /** The complete environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Files that are there; the program's streams are appended to them. */
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that has begun, by an id that its handling knows it by. */
export interface Running {
  readonly pid: number;
  readonly handling: Handling;
  /** How it ends, whenever that was; rejects where that can no longer be known. */
  readonly ended: Promise<ProgramExit>;
}

/** How to deal with a started command that may not be the program itself, by the id that it was started with. */
export interface Handling {
  /** The program's own process; null where it is gone, or not on this machine's process table. */
  programPid(startedPid: number): number | null;
  /** SIGTERM to the program itself. */
  terminate(startedPid: number): void;
  /** Ends the program and all that it started, by SIGKILL. */
  kill(startedPid: number): void;
  /** How the program ended, of how the command did. */
  exitOf(exit: ProgramExit): ProgramExit;
  /** Resolves when nothing is left of what it knows of, once the command has ended, with whether that is everything. */
  gone(startedPid: number): Promise<Remains>;
}

/** What a program has started may have got away from it where no process table of their own holds them. */
export type Remains = 'none' | 'strays-possible';

export interface ProgramExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** What it, or something that it had started, was ended for by what it runs in. */
  readonly endedFor?: 'memory';
}
