/** How a process ended, for a sentence. */
import type { ProcessHistory } from 'kafka-grader/check';

/** Its last words on standard error (else on standard output), for a sentence about why it ended. */
export function lastWords(process: ProcessHistory): string | null {
  const words = (stream: 'stdout' | 'stderr') =>
    process.lines.filter((line) => line.stream === stream && /\S/.test(line.text)).map((line) => line.text.trim());
  const errors = words('stderr');
  const thrown = errors.find((text) => /^(Uncaught )?\w*Error\b.*:/.test(text));
  const last = thrown ?? errors.at(-1) ?? words('stdout').at(-1);
  return last === undefined ? null : last.slice(0, 300);
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
