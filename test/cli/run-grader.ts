import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const bin = `${repository}bin/kafka-grader.js`;

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** A program that starts it: `prlimit --nofile=100`. */
  through?: readonly string[];
  limitMs?: number;
}

/** Starts the command line as a person does; what it writes and how it exits come back, whatever they are. */
export function runGrader(
  args: readonly string[],
  { cwd = repository, env = {}, through = [], limitMs = 120_000 }: RunOptions = {},
) {
  const [program = process.execPath, ...given] = [...through, process.execPath, bin, ...args];
  return execa(program, given, { cwd, env, reject: false, timeout: limitMs, killSignal: 'SIGKILL' });
}
