/** `observations.jsonl`: a header line, then an observation a line. */
import { parseJson } from './json.ts';
import { type Observation, readObservation } from './observation.ts';
import { described, list, literal, nullable, object, oneOf, type Shaped, string, utcTime } from './shape.ts';

/** What a grade says of the run besides its verdicts; enough to grade again from the journal alone. */
export const journalHeader = object({
  schema: literal('kafka-grader/observations/v1'),
  exercise: string,
  submission: object({ id: string, sha256: string, commit: nullable(string) }),
  graderVersion: string,
  seed: string,
  isolation: string,
  node: string,
  broker: object({ kind: oneOf('container', 'jvm'), version: string }),
  startedAt: utcTime,
  only: described('The ids of the checks that were asked for; null where all were.', nullable(list(string))),
});
export type JournalHeader = Shaped<typeof journalHeader>;

export interface Journal {
  header: JournalHeader;
  observations: Observation[];
}

export type JournalProblem = { line: number; problem: string };

export function journalLine(entry: JournalHeader | Observation): string {
  return `${JSON.stringify(entry)}\n`;
}

/** A last line that was cut off, as by a crash while it was written, is left out; any other bad line is a problem. */
export function parseJournal(text: string): Journal | JournalProblem {
  const lines = text.split('\n');
  const complete = lines.slice(0, -1);
  const [first, ...rest] = complete;
  if (first === undefined) return { line: 1, problem: 'the journal is empty' };
  const header = parseJson(first);
  if (!journalHeader.fits(header)) {
    return { line: 1, problem: `not a journal header: ${journalHeader.misfit(header, '')}` };
  }
  const observations: Observation[] = [];
  for (const [index, line] of rest.entries()) {
    const json = parseJson(line);
    if (json === undefined) return { line: index + 2, problem: 'not JSON' };
    const read = readObservation(json);
    if ('problem' in read) return { line: index + 2, problem: read.problem };
    observations.push(read);
  }
  return { header, observations };
}
