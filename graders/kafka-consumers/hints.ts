/** The known mistakes, each told only where the evidence shows it. `docs/mistakes/<mistake>.md` says more about each. */
import type { Hint } from '../../src/grade/hint.ts';
import { answerHints } from './hints/answers.ts';
import { badRecordHints } from './hints/bad-records.ts';
import { exitingHints } from './hints/exiting.ts';
import { groupHints } from './hints/group.ts';
import { joiningHints } from './hints/joining.ts';
import { keyHints } from './hints/keys.ts';
import { leavingOutHints } from './hints/leaving-out.ts';
import { offsetHints } from './hints/offsets.ts';
import { overtakingHints } from './hints/overtaking.ts';
import { printingHints } from './hints/printing.ts';
import { sendingHints } from './hints/sending.ts';
import { settingsHints } from './hints/settings.ts';
import { stoppingHints } from './hints/stopping.ts';

/** Where several fit, the first one is told. */
export const hints: readonly Hint[] = [
  ...settingsHints,
  ...joiningHints,
  ...printingHints,
  ...leavingOutHints,
  ...overtakingHints,
  ...badRecordHints,
  ...offsetHints,
  ...groupHints,
  ...stoppingHints,
  ...sendingHints,
  ...keyHints,
  ...exitingHints,
  ...answerHints,
];
