import { columnsOf, padColumns } from '../columns.ts';
import { harmless } from '../harmless.ts';
import type { Look } from '../look.ts';
import type { GroupPlay } from './group-play.ts';
import { pointerOf } from './signs.ts';
import type { TimeScale } from './time-scale.ts';

/** More of them would be more to read than the lanes. */
const mostLines = 3;

/** The marks above the lanes, each where it was reached, on as few lines as they need beside each other. */
export function markLines(
  { marks }: GroupPlay,
  { scale, columns }: { scale: TimeScale; columns: number },
  look: Look,
): string[] {
  const lines: string[] = [];
  const pointer = pointerOf('down', look);
  for (const { atMs, says } of marks) {
    const text = harmless(says, look.charset);
    const at = scale.columnOf(atMs);
    const isLeftOfPointer = at + 1 + columnsOf(text) > columns + 1;
    const [from, label] = isLeftOfPointer ? [at - columnsOf(text), text + pointer] : [at, pointer + text];
    if (from < 0) continue;
    const free = lines.findIndex((line) => columnsOf(line) < from || line === '');
    const line = free < 0 ? lines.length : free;
    if (line < mostLines) lines[line] = padColumns(lines[line] ?? '', from) + label;
  }
  return lines.map((line) => look.paint.faint(line));
}
