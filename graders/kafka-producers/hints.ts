/** The known mistakes of producers, each told of the check that it fails here. */
import type { Hint } from 'kafka-grader/check';
import { exitingHints, noAcknowledgement } from '../orders/hints/exiting.ts';
import { keyHints, overlappingSends } from '../orders/hints/keys.ts';
import { sendingHints } from '../orders/hints/sending.ts';
import { producerSettingsHints } from '../orders/hints/settings.ts';

function toldOf(check: string, hints: readonly Hint[]): readonly Hint[] {
  return hints.map((hint) => ({ ...hint, checks: [check] }));
}

/** Where several fit, the first one is told. */
export const hints: readonly Hint[] = [
  ...producerSettingsHints,
  ...sendingHints,
  ...toldOf('keys.name-the-customer', keyHints),
  ...toldOf('keys.keep-the-order', [overlappingSends]),
  ...toldOf('acks.waits-for-the-broker', [noAcknowledgement]),
  ...exitingHints,
];
