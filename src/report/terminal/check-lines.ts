import type { CheckResult } from '../../grade/grade.ts';
import { columnsOf, padColumns, wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import type { Look } from './look.ts';
import { markOf, paintOf } from './marks.ts';

const titleIndent = 4;
const detailIndent = 6;
const labelColumns = 'blocked by  '.length;

/**
 * One check: its mark, title and points and, where it lost points, its id and why. `sameAs` is the check above that
 * lost its points for the very same reason, null where there is none.
 */
export function checkLines(check: CheckResult, sameAs: string | null, look: Look): string[] {
  return [...headLines(check, look), ...(check.status === 'passed' ? [] : whyLines(check, sameAs, look))];
}

function headLines({ status, title, points, maxPoints }: CheckResult, look: Look): string[] {
  const earned = `${points ?? '?'}/${maxPoints}`;
  const titleColumns = look.widthColumns - titleIndent - columnsOf(earned) - 2;
  const [first = '', ...rest] = wrap(harmless(title, look.charset), titleColumns);
  const color = paintOf(status, look.paint);
  return [
    `  ${markOf(status, look)} ${padColumns(first, titleColumns)}  ${color(earned)}`,
    ...rest.map((line) => ' '.repeat(titleIndent) + line),
  ];
}

function whyLines(check: CheckResult, sameAs: string | null, look: Look): string[] {
  const id = ' '.repeat(titleIndent) + look.paint.faint(harmless(check.id, look.charset));
  if (sameAs !== null) return [id, ...detailLines(null, `For the same reason as ${sameAs}.`, look), ''];
  const { reason, expected, actual, location, hint, mistake, blockedBy } = check;
  const place = location && `${location.file}:${location.line}:${location.column}`;
  return [
    id,
    ...detailLines(null, reason, look),
    ...detailLines('at', place, look),
    ...detailLines('expected', expected, look),
    ...detailLines('actual', actual, look),
    ...detailLines('hint', hint, look),
    ...detailLines('read', mistake && `docs/mistakes/${mistake}.md`, look),
    ...detailLines('blocked by', blockedBy, look),
    '',
  ];
}

function detailLines(label: string | null, text: string | null, { widthColumns, charset, paint }: Look): string[] {
  if (text === null) return [];
  const indent = ' '.repeat(detailIndent);
  const labelWidth = label === null ? 0 : labelColumns;
  const lines = wrap(harmless(text, charset), widthColumns - detailIndent - labelWidth);
  return lines.map((line, index) => {
    const before = index === 0 && label !== null ? paint.faint(padColumns(label, labelWidth)) : ' '.repeat(labelWidth);
    return indent + before + line;
  });
}
