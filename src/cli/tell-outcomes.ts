import { isFinal, type Outcome } from '../batch/outcome.ts';
import { plain } from '../report/plain.ts';

/** Says how many have a final grade and which ones have none, and gives the number of these. */
export function tellOutcomes(outcomes: readonly Outcome[], stdout: { write(text: string): unknown }): number {
  const open = outcomes.filter((outcome) => !isFinal(outcome));
  stdout.write(`${outcomes.length - open.length} of ${outcomes.length} submissions have a final grade.\n`);
  for (const outcome of open) stdout.write(`  ${plain(outcome.id)}: ${outcomeText(outcome)}\n`);
  return open.length;
}

export function outcomeText(outcome: Outcome): string {
  switch (outcome.status) {
    case 'graded': {
      const { score, maxScore, final } = outcome.grade;
      return `${score}/${maxScore}${final ? '' : ', not final'}`;
    }
    case 'not-graded':
      return `not graded: ${outcome.why}`;
  }
}
