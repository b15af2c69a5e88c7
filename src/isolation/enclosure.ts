/** What students' programs run in, whatever keeps them there. */
import type { IsolationLevel } from './level.ts';
import type { PrivateNetwork } from './private-network.ts';

export interface Isolation {
  readonly level: IsolationLevel;
  /** Opens what the programs of one grading run in; `ports` are those of the taps, of which each program is led to its own. */
  enclose(ports: readonly number[]): Promise<Enclosure>;
  /** How to start a tool of the grader's own that reads what strangers wrote: it needs no network. */
  confineTool(tool: Tool): Invocation;
}

export interface Enclosure extends AsyncDisposable {
  /** Null where programs share the network of the machine. */
  readonly network: PrivateNetwork | null;
  /** How to start a program so that it stays in here. */
  confine(program: Confinable): Promise<Confined>;
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

/** A program as it would be started on the machine itself. */
export interface Confinable extends Tool {
  /** Absolute; the program may write here. */
  readonly cwd: string;
  /** Its HOME and TMPDIR; it exists and is empty. */
  readonly home: string;
  /** A folder that exists, for what the enclosure itself has to write down for this program. */
  readonly notes: string;
  /** The port of its tap, which no other program has as long as this one lives. */
  readonly tapPort: number;
}

/** After the streams, and after what tells that the program begins. */
export const firstDescriptor = 4;

/** What is started instead, and how it is dealt with from then on. */
export interface Confined extends Invocation {
  readonly cwd: string;
  /** Open files that the command inherits, from `firstDescriptor` on. */
  readonly descriptors: readonly number[];
  /** Whose process it is; null where it is the grader's own user. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  readonly handling: Handling;
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
  /** Resolves when nothing of it is left, once the command has ended. */
  gone(startedPid: number): Promise<void>;
}

export interface ProgramExit {
  readonly code: number | null;
  readonly signal: string | null;
}
