import type { History } from '../evidence/history.ts';

/** A known mistake, told only where the evidence shows that it was made. */
export interface Hint {
  mistake: string;
  /** The checks that the mistake fails. */
  checks: readonly string[];
  /** What to say, null where the evidence does not show this mistake. */
  match(history: History): string | null;
}
