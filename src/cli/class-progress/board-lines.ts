import { plain } from '../../report/plain.ts';
import type { Tally } from './tally.ts';
import { duration, wordsOfRate } from './words.ts';

const barColumns = 30;
const mostRows = 20;
const idColumns = 24;

/** A bar, what is to be known of the whole, and a row for each submission that is being graded. */
export function boardLines(tally: Tally, widthColumns: number): string[] {
  const filled = tally.total === 0 ? 0 : Math.floor((barColumns * tally.settled) / tally.total);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barColumns - filled)}`;
  const facts = [
    `${tally.settled} of ${tally.total} graded`,
    ...(tally.known > 0 ? [`${tally.known} from before`] : []),
    ...(tally.open > 0 ? [`${tally.open} not final`] : []),
    ...(tally.putBack > 0 ? [`${tally.putBack} begun again`] : []),
    duration(tally.elapsedMs),
    ...[wordsOfRate(tally)].filter((words) => words !== ''),
  ];
  const rows = [...tally.running].map(([id, { attempt, beganMs, scenarios }]) => {
    const name = plain(id).slice(0, idColumns).padEnd(idColumns);
    const step = scenarios.size === 0 ? 'being prepared' : [...scenarios].join(', ');
    const again = attempt === 1 ? '' : `attempt ${attempt}: `;
    return `  ${name} ${duration(tally.nowMs - beganMs).padStart(6)}  ${again}${step}`;
  });
  const hidden = rows.length - mostRows;
  const shown = hidden > 0 ? [...rows.slice(0, mostRows), `  and ${hidden} more`] : rows;
  return [`${bar}  ${facts.join(', ')}`, ...shown].map((line) => line.slice(0, Math.max(widthColumns - 1, 20)));
}
