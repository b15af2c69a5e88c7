import type { Observed, Timeline } from '../../evidence/history.ts';
import type { Output } from './story.ts';

const headLines = 8;
const tailLines = 6;
/** More of one line says nothing that its beginning does not say. */
const mostCharacters = 200;

/** What a process wrote on one stream, as far as it is shown. */
export function outputOf(timeline: Timeline, stream: 'stdout' | 'stderr'): Output {
  const lines = timeline.of('line').filter((line) => line.stream === stream);
  const unjournalled = timeline.of('lines-omitted').filter((omitted) => omitted.stream === stream);
  const [gap] = unjournalled;
  if (!gap && lines.length <= headLines + tailLines) return { head: lines.map(shortened), omitted: 0, tail: [] };
  const split = gap ? lines.findIndex(({ seq }) => seq > gap.seq) : headLines;
  const [before, after] = split < 0 ? [lines, []] : [lines.slice(0, split), lines.slice(split)];
  const head = before.slice(0, headLines);
  const tail = after.slice(-tailLines);
  return {
    head: head.map(shortened),
    omitted: unjournalled.reduce((sum, { count }) => sum + count, lines.length - head.length - tail.length),
    tail: tail.map(shortened),
  };
}

function shortened({ text, cut }: Observed<'line'>): string {
  if (text.length > mostCharacters) return `${text.slice(0, mostCharacters)}…`;
  return cut ? `${text}…` : text;
}
