import { type CheckChange, type Ending, gainOf } from '../../grade/compare-grades.ts';
import { columnsOf, padColumns, wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import type { Look, Paint } from './look.ts';

const titleIndent = 6;
const labelColumns = 'before  '.length;

/** A check that ended otherwise: what that is worth, and why it ended as it did. */
export function changeLines(change: CheckChange, look: Look): string[] {
  const { id, before, after } = change;
  const hasRecovered = after?.status === 'passed' && before !== null && before.status !== 'passed';
  return [
    ...headLines(change, look),
    ' '.repeat(titleIndent) + look.paint.faint(harmless(id, look.charset)),
    ...(hasRecovered ? endingLines('before', before, look) : []),
    ...(after === null ? [] : endingLines('now', after, look)),
  ];
}

function headLines(change: CheckChange, look: Look): string[] {
  const points = harmless(pointsText(change), look.charset);
  const titleColumns = look.widthColumns - titleIndent - columnsOf(points) - 2;
  const [first = '', ...rest] = wrap(harmless(change.title, look.charset), titleColumns);
  const gain = gainOf(change);
  const color = paintOf(gain, look.paint);
  return [
    `${color(signOf(gain).padStart(titleIndent - 2))}  ${padColumns(first, titleColumns)}  ${color(points)}`,
    ...rest.map((line) => ' '.repeat(titleIndent) + line),
  ];
}

/** `?` where one side is undecided, `~` where the points are the same and something else is not. */
function signOf(gain: number | null): string {
  if (gain === null) return '?';
  if (gain === 0) return '~';
  return gain > 0 ? `+${gain}` : `${gain}`;
}

function paintOf(gain: number | null, paint: Paint): (text: string) => string {
  if (gain === null) return paint.unsure;
  if (gain === 0) return paint.faint;
  return gain > 0 ? paint.good : paint.bad;
}

function pointsText({ before, after }: CheckChange): string {
  if (before === null || after === null || before.maxPoints !== after.maxPoints) {
    return `${shareText(before)} → ${shareText(after)}`;
  }
  return `${before.points ?? 'open'} → ${shareText(after)}`;
}

function shareText(ending: Ending | null): string {
  return ending === null ? 'not asked' : `${ending.points ?? 'open'} of ${ending.maxPoints}`;
}

function endingLines(label: string, { status, reason }: Ending, { widthColumns, charset, paint }: Look): string[] {
  const lines = wrap(harmless(`${status}: ${reason}`, charset), widthColumns - titleIndent - labelColumns);
  const blank = ' '.repeat(labelColumns);
  return lines.map(
    (line, index) =>
      ' '.repeat(titleIndent) + (index === 0 ? paint.faint(padColumns(label, labelColumns)) : blank) + line,
  );
}
