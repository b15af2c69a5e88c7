/** What a command has of the process that it runs in; nothing else of the grader looks there. */
export interface Surroundings {
  /** Absolute; what paths on the command line are relative to. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** For results alone. */
  readonly stdout: NodeJS.WriteStream;
  /** For progress and for what went wrong. */
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by a signal (with `Stopped`) or by a fault that nobody awaited (with it). */
  readonly signal: AbortSignal;
}
