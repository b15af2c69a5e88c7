/** How a consumer group shared its partitions, as a timeline of a few lines. */
import type { Story } from '../../story/story.ts';
import { clip, columnsOf, padColumns, wrap } from '../columns.ts';
import { harmless } from '../harmless.ts';
import type { Look } from '../look.ts';
import { axisLine } from './axis-line.ts';
import { type GroupPlay, largestGroupPlay } from './group-play.ts';
import { type Cell, laneOf, paintLane } from './lane.ts';
import { markLines } from './mark-lines.ts';
import { labelOf, runsOf } from './runs.ts';
import { meanings, signOf } from './signs.ts';
import { type Need, timeScale } from './time-scale.ts';

const indentColumns = 2;
const widestName = 16;

/** Of the scenario in which the most members of one group lived together; none where there were never two. */
export function timelineLines(stories: readonly Story[], look: Look): string[] {
  const play = largestGroupPlay(stories);
  return play === null ? [] : linesOf(play, look);
}

function linesOf(play: GroupPlay, look: Look): string[] {
  const { widthColumns, charset, paint } = look;
  const names = play.lives.map(({ process }) => clip(harmless(process, charset), widestName, charset));
  const before = indentColumns + Math.max(...names.map(columnsOf)) + 2;
  const columns = widthColumns - before - 1;
  const drawing = { columns, scale: timeScale(play, columns, play.lives.flatMap(needsOf)) };
  const lanes = play.lives.map((life) => laneOf(life, drawing, look));
  const title = `who owned which partitions in the scenario “${play.scenario}”`;
  const margin = ' '.repeat(before);
  return [
    ...proseLines(title, look).map(paint.strong),
    ...markLines(play, drawing, look).map((line) => margin + line),
    ...lanes.map(
      (lane, index) =>
        `${' '.repeat(indentColumns)}${padColumns(names[index] ?? '', before - indentColumns)}${paintLane(lane, look)}`,
    ),
    margin + axisLine(play, drawing, look),
    ...legendLines(lanes, look),
    ...(play.aborted === null
      ? []
      : indentedLines(`The scenario was broken off: ${play.aborted}`, look).map(paint.unsure)),
  ];
}

/** Each label with a column of its own behind it. */
function needsOf(life: GroupPlay['lives'][number]): Need[] {
  return runsOf(life).map((run) => ({ ...run, columns: labelOf(run).length + 1 }));
}

/** Only of the signs that are there, none of them apart from what it means. */
function legendLines(lanes: readonly (readonly Cell[])[], look: Look): string[] {
  const shown = new Set(lanes.flat().map(({ sign }) => sign));
  const lines: string[] = [];
  for (const { sign, means } of meanings.filter((each) => shown.has(each.sign))) {
    const entry = `${signOf(sign, look)} ${means}`;
    const longer = `${lines.at(-1)}, ${entry}`;
    if (lines.length > 0 && longer.length <= look.widthColumns) lines[lines.length - 1] = longer;
    else lines.push(' '.repeat(indentColumns) + entry);
  }
  return lines.map(look.paint.faint);
}

function indentedLines(text: string, look: Look): string[] {
  const widthColumns = look.widthColumns - indentColumns;
  return proseLines(text, { ...look, widthColumns }).map((line) => ' '.repeat(indentColumns) + line);
}

/** Unlike the sentences about checks, cut where a word is wider than all: nothing here is to be copied. */
function proseLines(text: string, { widthColumns, charset }: Look): string[] {
  return wrap(harmless(text, charset), widthColumns).map((line) => clip(line, widthColumns, charset));
}
