import { isFinal, type Outcome } from '../batch/outcome.ts';
import { plain } from '../report/plain.ts';
import { wordsOfOutcome } from './class-progress/words.ts';

type Out = { write(text: string): unknown };

/** Says how many have a final grade and which ones have none, and gives the number of these. */
export function tellOutcomes(outcomes: readonly Outcome[], stdout: Out): number {
  const open = outcomes.filter((outcome) => !isFinal(outcome));
  tellOpen(
    open.map((outcome) => ({ id: outcome.id, words: wordsOfOutcome(outcome) })),
    outcomes.length,
    stdout,
  );
  return open.length;
}

/** Says of how many submissions how many have a final grade, and by id what became of the others. */
export function tellOpen(open: readonly { id: string; words: string }[], of: number, stdout: Out): void {
  const have = of === 1 ? 'submission has' : 'submissions have';
  stdout.write(`${of - open.length} of ${of} ${have} a final grade.\n`);
  const sorted = [...open].sort((one, other) => (one.id < other.id ? -1 : 1));
  for (const { id, words } of sorted) stdout.write(`  ${plain(id)}: ${words}\n`);
}
