import { createLogUpdate } from 'log-update';
import { isFinal } from '../../batch/outcome.ts';
import { plain } from '../../report/plain.ts';
import { boardLines } from './board-lines.ts';
import type { ClassProgress } from './class-progress.ts';
import type { Tally } from './tally.ts';
import { wordsOfOutcome } from './words.ts';

const redrawMs = 200;

/** How far the class is, and what it is at; what the machine kept from being decided stays above it. */
export function classBoard(tally: Tally, stream: NodeJS.WriteStream): ClassProgress {
  const draw = createLogUpdate(stream, { showCursor: true });
  const redraw = () => draw(boardLines(tally, stream.columns).join('\n'));
  const timer = setInterval(redraw, redrawMs);
  const keep = (line: string) => {
    draw.clear();
    stream.write(`${line}\n`);
    redraw();
  };
  return {
    tell: (event) => {
      tally.add(event);
      if (event.type === 'put-back') keep(`${plain(event.id)}: to be graded again, since ${plain(event.why)}`);
      if (event.type === 'settled' && !isFinal(event.outcome)) {
        keep(`${plain(event.outcome.id)}: ${wordsOfOutcome(event.outcome)}`);
      }
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      redraw();
      draw.done();
    },
  };
}
