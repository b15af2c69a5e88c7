import type { Outcome } from '../../batch/outcome.ts';
import { plain } from '../../report/plain.ts';
import type { Tally } from './tally.ts';

/** What became of a submission, to follow its id. */
export function wordsOfOutcome(outcome: Outcome): string {
  switch (outcome.status) {
    case 'graded': {
      const { score, maxScore, final } = outcome.grade;
      const known = outcome.attempts === 0 ? ', from before' : '';
      return `${score}/${maxScore}${final ? '' : ', not final'}${known}`;
    }
    case 'not-graded':
      return `not graded: ${plain(outcome.why)}`;
  }
}

/** `20.1 a minute, 14 min left`; empty until something was graded. */
export function wordsOfRate({ ratePerMinute, leftMs }: Tally): string {
  if (ratePerMinute === null || leftMs === null) return '';
  return `${ratePerMinute.toFixed(1)} a minute, ${duration(leftMs)} left`;
}

/** `40 s`, `14 min`, `3 h 05 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
