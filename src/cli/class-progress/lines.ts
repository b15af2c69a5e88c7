import { plain } from '../../report/plain.ts';
import { seconds, wordsOf } from '../progress/words.ts';
import type { ClassProgress } from './class-progress.ts';
import type { Tally } from './tally.ts';
import { wordsOfOutcome, wordsOfRate } from './words.ts';

/** A line for each submission that is settled or put back, and for what somebody would look for in a log of Kafka. */
export function classLines(tally: Tally, stream: NodeJS.WritableStream): ClassProgress {
  const say = (words: string) => stream.write(`${seconds(tally.elapsedMs).padStart(9)}  ${words}\n`);
  return {
    tell: (event) => {
      tally.add(event);
      switch (event.type) {
        case 'broker':
          if (event.lane === 1 || event.step.type === 'start-failed')
            say(`Kafka ${event.lane}: ${wordsOf(event.step)}`);
          break;
        case 'put-back':
          say(`${plain(event.id)}: to be graded again, since ${plain(event.why)}`);
          break;
        case 'settled': {
          const rate = wordsOfRate(tally);
          const count = `${tally.settled}/${tally.total}`;
          say(
            [count, plain(event.outcome.id), wordsOfOutcome(event.outcome), ...(rate === '' ? [] : [rate])].join('  '),
          );
          break;
        }
        case 'began':
        case 'scenario-began':
        case 'scenario-ended':
          break;
      }
    },
    [Symbol.dispose]: () => {},
  };
}
