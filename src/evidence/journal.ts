/** `observations.jsonl`: a header line, then an observation a line. */
import { z } from 'zod';
import { parseJson } from './json.ts';
import { type Observation, observation } from './observation.ts';

/** What a grade says of the run besides its verdicts; enough to grade again from the journal alone. */
export const journalHeader = z.object({
  schema: z.literal('kafka-grader/observations/v1'),
  exercise: z.string(),
  submission: z.object({ id: z.string(), sha256: z.string(), commit: z.string().nullable() }),
  graderVersion: z.string(),
  seed: z.string(),
  isolation: z.string(),
  node: z.string(),
  broker: z.object({ kind: z.enum(['container', 'jvm']), version: z.string() }),
  startedAt: z.iso.datetime(),
  /** The ids of the checks that were asked for; null where all were. */
  only: z.array(z.string()).nullable().default(null),
});
export type JournalHeader = z.infer<typeof journalHeader>;

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
  const header = journalHeader.safeParse(parseJson(first));
  if (!header.success) return { line: 1, problem: `not a journal header: ${z.prettifyError(header.error)}` };
  const observations: Observation[] = [];
  for (const [index, line] of rest.entries()) {
    const json = parseJson(line);
    if (json === undefined) return { line: index + 2, problem: 'not JSON' };
    const parsed = observation.safeParse(json);
    if (!parsed.success) return { line: index + 2, problem: z.prettifyError(parsed.error) };
    observations.push(parsed.data);
  }
  return { header: header.data, observations };
}
