import type { Timeline } from '../../evidence/history.ts';
import type { Output } from './story.ts';

const headLines = 8;
const tailLines = 6;
/** More of one line says nothing that its beginning does not say. */
const mostCharacters = 200;

/** What a process wrote on one stream, as far as it is shown. */
export function outputOf(timeline: Timeline, stream: 'stdout' | 'stderr'): Output {
  const lines = timeline.of('line').filter((line) => line.stream === stream);
  const unjournalled = timeline
    .of('lines-omitted')
    .filter((omitted) => omitted.stream === stream)
    .reduce((sum, { count }) => sum + count, 0);
  const texts = lines.map(({ text, cut }) => shortened(text, cut));
  if (unjournalled === 0 && texts.length <= headLines + tailLines) return { head: texts, omitted: 0, tail: [] };
  return {
    head: texts.slice(0, headLines),
    omitted: unjournalled + Math.max(0, texts.length - headLines - tailLines),
    tail: texts.slice(Math.max(headLines, texts.length - tailLines)),
  };
}

function shortened(text: string, cut: boolean): string {
  if (text.length > mostCharacters) return `${text.slice(0, mostCharacters)}…`;
  return cut ? `${text}…` : text;
}
