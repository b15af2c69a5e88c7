/** Programs that came to the end of what they may use. */
import type { Hint, Observed } from 'kafka-grader/check';
import { calmReadings, nameOf } from '../checks/blockers.ts';

type Limit = Observed<'limit-hit'>['limit'];

/** Null where the program is not to blame. */
const advice: Readonly<Record<Limit, string | null>> = {
  memory:
    'Keep nothing of a message once you have printed it: a consumer runs for weeks, and whatever grows with every message has no end.',
  allocation: 'Nothing that a consumer prints needs a buffer of that size.',
  processes:
    'A consumer needs no process or thread beside itself: look for what starts one in a loop, or for each message.',
  cpu: 'Something runs in a loop that never waits: the client waits for messages by itself.',
  'file-size': 'Print to standard output, and write no files.',
  disk: 'Print to standard output, and write no files.',
  'open-files': 'Open a client once, when the program starts, not for each message, and close what you open.',
  'wall-clock': null,
};

const overALimit: Hint = {
  mistake: 'over-a-limit',
  checks: ['consume.prints-every-value', 'shutdown.leaves-group'],
  match(history) {
    for (const { reading } of calmReadings(history)) {
      const hit = reading.process.timeline.first('limit-hit');
      const what = hit && advice[hit.limit];
      if (what) return `${nameOf(reading.process)} came to a limit of what a program may use. ${what}`;
    }
    return null;
  },
};

export const usingTooMuchHints: readonly Hint[] = [overALimit];
