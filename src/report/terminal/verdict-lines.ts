import type { CheckResult } from '../../grade/grade.ts';
import type { CheckNews } from '../../grade/news.ts';
import { faultOf } from '../fault.ts';
import { columnsOf, padColumns, wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import { type Look, noPaint, readable } from './look.ts';
import { markOf, paintOf } from './marks.ts';

const titleIndent = 4;
const reasonIndent = 6;
const wordColumns = 'undecided now'.length;

const verbs = {
  passed: 'passes',
  failed: 'fails',
  skipped: 'skipped',
  inconclusive: 'undecided',
} as const satisfies Record<CheckResult['status'], string>;

/**
 * Checks as they are decided, one on a line: what is news is marked, and why it does not pass is said once for each reason;
 * what is as it was before is faint. `toldBefore` are those of the same grading that were told already.
 */
export function verdictLines(changes: readonly CheckNews[], toldBefore: readonly CheckNews[], given: Look): string[] {
  const look = readable(given);
  const known = new Set(toldBefore.filter(isNews).map(({ check }) => faultOf(check)));
  return changes.flatMap((change) => {
    if (change.course === 'same') return [look.paint.faint(headLine(change, { ...look, paint: noPaint }))];
    const fault = faultOf(change.check);
    const why = change.check.status === 'passed' || known.has(fault) ? [] : reasonLines(change.check, look);
    known.add(fault);
    return [headLine(change, look), ...why];
  });
}

function isNews({ course }: CheckNews): boolean {
  return course !== 'same';
}

function headLine({ check, before }: CheckNews, look: Look): string {
  const { status, title, points, maxPoints } = check;
  const earned = `${points ?? '?'}/${maxPoints}`;
  const titleColumns = look.widthColumns - titleIndent - wordColumns - columnsOf(earned) - 4;
  const [text = ''] = wrap(harmless(title, look.charset), titleColumns);
  const isOther = before !== null && before.status !== status;
  const word = padColumns(isOther ? `${verbs[status]} now` : verbs[status], wordColumns);
  return `  ${markOf(status, look)} ${padColumns(text, titleColumns)}  ${paintOf(status, look.paint)(`${word}  ${earned}`)}`;
}

function reasonLines({ reason }: CheckResult, { widthColumns, charset }: Look): string[] {
  return wrap(harmless(reason, charset), widthColumns - reasonIndent).map((line) => ' '.repeat(reasonIndent) + line);
}
