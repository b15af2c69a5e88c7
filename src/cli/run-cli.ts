import { firstThrown } from '../first-thrown.ts';
import { runProgram } from './program.ts';
import { Stopped } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import { tellError } from './tell-error.ts';

/** Runs one command to its end, whatever that is, and gives the exit code. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { signal, stderr } = surroundings;
  const tell = (error: unknown) => tellError(error, (text) => stderr.write(text));
  try {
    const exitCode = await runProgram(args, surroundings);
    return signal.aborted && !(signal.reason instanceof Stopped) ? tell(signal.reason) : exitCode;
  } catch (error) {
    // Whatever else goes wrong in a run that is being stopped comes of that.
    return tell(signal.aborted ? signal.reason : firstThrown(error));
  }
}
