/** The known mistakes, each told only where the evidence shows it. `docs/mistakes/<mistake>.md` says more about each. */
import type { Hint } from 'kafka-grader/check';
import { exitingHints, noAcknowledgement } from '../orders/hints/exiting.ts';
import { keyHints, overlappingSends } from '../orders/hints/keys.ts';
import { sendingHints } from '../orders/hints/sending.ts';
import { producerSettingsHints } from '../orders/hints/settings.ts';
import { answerHints } from './hints/answers.ts';
import { badRecordHints } from './hints/bad-records.ts';
import { groupHints } from './hints/group.ts';
import { joiningHints } from './hints/joining.ts';
import { leavingOutHints } from './hints/leaving-out.ts';
import { offsetHints } from './hints/offsets.ts';
import { overtakingHints } from './hints/overtaking.ts';
import { printingHints } from './hints/printing.ts';
import { settingsHints } from './hints/settings.ts';
import { stoppingHints } from './hints/stopping.ts';
import { usingTooMuchHints } from './hints/using-too-much.ts';

/** Where several fit, the first one is told. */
export const hints: readonly Hint[] = [
  ...settingsHints,
  ...usingTooMuchHints,
  ...joiningHints,
  ...producerSettingsHints,
  ...printingHints,
  ...leavingOutHints,
  ...overtakingHints,
  ...badRecordHints,
  ...offsetHints,
  ...groupHints,
  ...stoppingHints,
  ...sendingHints,
  ...keyHints,
  overlappingSends,
  noAcknowledgement,
  ...exitingHints,
  ...answerHints,
];
