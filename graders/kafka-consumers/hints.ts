/** The known mistakes, each told only where the evidence shows it. */
import type { Hint } from '../../src/grade/hint.ts';

export const hints: readonly Hint[] = [];
