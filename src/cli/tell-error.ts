import { GraderError } from '../grader-error.ts';
import { outOfFiles } from '../grading/open-files.ts';
import { Stopped } from './stop.ts';

/** Says on standard error why there is no result, and gives the exit code for it. */
export function tellError(error: unknown, write: (text: string) => void): number {
  if (error instanceof Stopped) {
    write(`${error.message}\n`);
    return error.exitCode;
  }
  const own = error instanceof GraderError ? error : outOfFiles(error);
  if (own) {
    write(`${withCode(own)}\n`);
    return own.exitCode;
  }
  write(ownFault(error));
  return 2;
}

/** The code stands at the end of the first line, where people and programs find it. */
function withCode({ message, code }: GraderError): string {
  const [first = '', ...details] = message.split('\n');
  return [`${first} (${code})`, ...details].join('\n');
}

function ownFault(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return [
    `kafka-grader failed through a fault of its own, not of the submission: ${said}`,
    '',
    'Please report it with this text and, where it was grading, with the observations.jsonl of its output folder:',
    `Node ${process.version}, ${process.platform} ${process.arch}`,
    stack ?? said,
    '',
  ].join('\n');
}
