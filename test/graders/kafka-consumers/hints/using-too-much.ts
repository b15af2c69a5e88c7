/** Programs that came to a limit, and those that only came close to one. */
import { reading } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const never = () => {};

export const usingTooMuch: HintCase[] = [
  {
    mistake: 'over-a-limit',
    on: 'consume.prints-every-value',
    says: 'came to a limit of what a program may use. Keep nothing of a message',
    proves: [
      reading({
        print: (told) => told.stoppedFor('consumer-1', 'memory'),
        stop: never,
        startAgain: never,
        beginAgain: never,
        printAgain: never,
        stopAgain: never,
      }),
    ],
    nearly: [[reading()], [reading({ stop: (told) => told.stoppedFor('consumer-1', 'wall-clock') })]],
  },
];
