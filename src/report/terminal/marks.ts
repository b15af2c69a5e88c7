import type { CheckResult } from '../../grade/grade.ts';
import type { Look, Paint } from './look.ts';

type Status = CheckResult['status'];

const marks = {
  unicode: { passed: '✔', failed: '✘', skipped: '–', inconclusive: '?', full: '█', empty: '░' },
  ascii: { passed: '+', failed: 'x', skipped: '-', inconclusive: '?', full: '#', empty: '.' },
} as const satisfies Record<Look['charset'], Record<Status | 'full' | 'empty', string>>;

/** The sign of a status, in its colour. */
export function markOf(status: Status, { charset, paint }: Look): string {
  return paintOf(status, paint)(marks[charset][status]);
}

/** The colour of a status. */
export function paintOf(status: Status, paint: Paint): (text: string) => string {
  switch (status) {
    case 'passed':
      return paint.good;
    case 'failed':
      return paint.bad;
    case 'skipped':
      return paint.faint;
    case 'inconclusive':
      return paint.unsure;
  }
}

/** How much of `whole` is reached, drawn in so many columns; full only where all of it is. */
export function bar(part: number, whole: number, columns: number, { charset, paint }: Look): string {
  const full = whole === 0 ? 0 : Math.floor((part / whole) * columns);
  const color = part === whole ? paint.good : paint.strong;
  return color(marks[charset].full.repeat(full)) + paint.faint(marks[charset].empty.repeat(columns - full));
}
