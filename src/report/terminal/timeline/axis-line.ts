import type { Look } from '../look.ts';
import type { GroupPlay } from './group-play.ts';
import { pointerOf } from './signs.ts';
import type { TimeScale } from './time-scale.ts';

const stepsSeconds = [1, 2, 5, 10, 20, 60, 120, 300, 600];
const columnsBesideLabels = 3;

/** The seconds since the first member was started, below the lanes. */
export function axisLine(
  { fromMs, untilMs }: GroupPlay,
  { scale, columns }: { scale: TimeScale; columns: number },
  look: Look,
): string {
  const seconds = (untilMs - fromMs) / 1000;
  const widest = `${Math.floor(seconds)} s`.length + columnsBesideLabels;
  const step = stepsSeconds.find((each) => (seconds / each) * widest <= columns) ?? seconds;
  let line = '';
  for (let at = 0; at <= seconds; at += step) {
    const label = `${pointerOf('up', look)}${at} s`;
    const from = scale.columnOf(fromMs + at * 1000);
    if (line !== '' && from <= line.length) continue;
    if (from + label.length <= columns + 1) line = line.padEnd(from) + label;
    if (step === 0) break;
  }
  return look.paint.faint(line);
}
