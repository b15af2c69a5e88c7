/** What a process said before it ended, and the place in the student's files that it named. */
import {
  isObject,
  type Location,
  lastThrown,
  type ProcessHistory,
  parseJson,
  type Thrown,
  withoutFolder,
} from 'kafka-grader/check';

/** More of it does not fit into a sentence. */
const mostCharacters = 300;

/** The exception that it told of, else its last words on standard error (else on standard output), to end a sentence with. */
export function lastWords(process: ProcessHistory): string | null {
  const thrown = exceptionOf(process);
  const errors = wordsOn(process, 'stderr');
  const error = errors.findLast((text) => /^(Uncaught )?\w*Error\b.*:/.test(text));
  const words = thrown?.what ?? error ?? errors.at(-1) ?? wordsOn(process, 'stdout').at(-1);
  if (words === undefined) return null;
  const { place } = thrown ?? {};
  const at = place ? ` (${place.file}:${place.line}:${place.column})` : '';
  return shortened(withoutFolder(messageOf(words), process.cwd)) + at;
}

/** What a process that is still running complained of last, to go on a sentence with; nothing where it had no complaint. */
export function complaintOf(process: ProcessHistory): string {
  if (process.endedByItself || wordsOn(process, 'stderr').length === 0) return '';
  return `, and its last words on standard error were: ${lastWords(process)}`;
}

/**
 * Where the exception came from that a process told of last before it ended by itself, or failed to stop in good order; null
 * where it named no place.
 */
export function placeOfEnd(process: ProcessHistory): Location | null {
  const { exited } = process;
  if (!exited || exited.signal !== null || (exited.asked && exited.code === 0)) return null;
  return exceptionOf(process)?.place ?? null;
}

/** The same for a process that may have gone on without doing its work: where the last exception came from that it told of. */
export function placeOfTrouble(process: ProcessHistory): Location | null {
  return exceptionSince(process, 0)?.place ?? null;
}

/** From when the grader asked it to stop, where it did. */
function exceptionOf(process: ProcessHistory): Thrown | null {
  return exceptionSince(process, process.signalled?.seq ?? 0);
}

function exceptionSince({ lines, cwd }: ProcessHistory, seq: number): Thrown | null {
  const said = (stream: 'stdout' | 'stderr') =>
    lines.filter((line) => line.stream === stream && line.seq > seq).map(({ text }) => text);
  return lastThrown(said('stderr'), cwd) ?? lastThrown(said('stdout'), cwd);
}

function wordsOn(process: ProcessHistory, stream: 'stdout' | 'stderr'): string[] {
  return process.lines
    .filter(({ stream: own, text }) => own === stream && /\S/.test(text) && !/^Node\.js v/.test(text))
    .map(({ text }) => text.trim());
}

/** What a client's log line in JSON says. */
function messageOf(words: string): string {
  const log = words.startsWith('{') ? parseJson(words) : undefined;
  const message = log !== undefined && isObject(log) ? log['message'] : undefined;
  return typeof message === 'string' ? message : words;
}

/** Without an end of its own: the sentence has one. */
function shortened(words: string): string {
  return words.length > mostCharacters ? `${words.slice(0, mostCharacters)}…` : words.replace(/[.!?\s]+$/, '');
}
