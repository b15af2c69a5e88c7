/** How a process ended, for a sentence. */
import type { ProcessHistory } from 'kafka-grader/check';
import { lastWords } from './last-words.ts';

/** The exit, as evidence; none while the process runs. */
export function exitSeqs({ exited }: ProcessHistory): number[] {
  return exited ? [exited.seq] : [];
}

/** "it ended by itself with code 0: SyntaxError: …", to go on a sentence with. */
export function endOf(process: ProcessHistory): string {
  const { exited } = process;
  const flooded = process.timeline.first('flooded');
  if (flooded) {
    return `it wrote more than ${flooded.limitBytes / 1024 / 1024} MiB to ${flooded.stream} and was stopped for that`;
  }
  if (!exited || process.timeline.of('signalled').some(({ signal }) => signal === 'SIGKILL'))
    return 'it was still running';
  const how = exited.signal === null ? `with code ${exited.code}` : `by ${exited.signal}`;
  if (exited.asked) return `it ended ${how} when it was asked to stop`;
  const words = lastWords(process);
  return `it ended by itself ${how}${words === null ? '' : `: ${words}`}`;
}
