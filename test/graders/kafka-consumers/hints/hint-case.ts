import type { Story } from '../../../support/story.ts';

/** A mistake as evidence proves it, and as evidence nearly does. */
export interface HintCase {
  mistake: string;
  /** The check that fails for it, and part of what is then said. */
  on: string;
  says: string;
  proves: readonly Story[];
  nearly: readonly (readonly Story[])[];
}
