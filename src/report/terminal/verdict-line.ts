import type { CheckChange } from '../../grade/changes.ts';
import type { CheckResult } from '../../grade/grade.ts';
import { columnsOf, padColumns, wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import { type Look, readable } from './look.ts';
import { markOf, paintOf } from './marks.ts';

const titleIndent = 4;
const wordColumns = 'undecided now'.length;

const verbs = {
  passed: 'passes',
  failed: 'fails',
  skipped: 'skipped',
  inconclusive: 'undecided',
} as const satisfies Record<CheckResult['status'], string>;

/** One check on one line, as soon as it is decided: what it says now and, faintly, what it said before too. */
export function verdictLine({ check, course }: CheckChange, given: Look): string {
  const look = readable(given);
  const { status, title, points, maxPoints } = check;
  const earned = `${points ?? '?'}/${maxPoints}`;
  const titleColumns = look.widthColumns - titleIndent - wordColumns - columnsOf(earned) - 4;
  const [text = ''] = wrap(harmless(title, look.charset), titleColumns);
  const isNews = course !== 'same' && course !== 'new';
  const word = padColumns(isNews ? `${verbs[status]} now` : verbs[status], wordColumns);
  const color = course === 'same' ? look.paint.faint : paintOf(status, look.paint);
  return `  ${markOf(status, look)} ${padColumns(text, titleColumns)}  ${color(`${word}  ${earned}`)}`;
}
