import { isFinal, type Outcome } from '../batch/outcome.ts';
import { plain } from '../report/plain.ts';
import { wordsOfOutcome } from './class-progress/words.ts';

/** Says how many have a final grade and which ones have none, and gives the number of these. */
export function tellOutcomes(outcomes: readonly Outcome[], stdout: { write(text: string): unknown }): number {
  const open = outcomes.filter((outcome) => !isFinal(outcome)).sort((one, other) => (one.id < other.id ? -1 : 1));
  stdout.write(sayFinal(outcomes.length - open.length, outcomes.length));
  for (const outcome of open) stdout.write(`  ${plain(outcome.id)}: ${wordsOfOutcome(outcome)}\n`);
  return open.length;
}

export function sayFinal(count: number, of: number): string {
  return `${count} of ${of} ${of === 1 ? 'submission has' : 'submissions have'} a final grade.\n`;
}
