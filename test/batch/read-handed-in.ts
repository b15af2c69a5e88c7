import type { HandedIn } from '../../src/batch/handed-in.ts';
import type { Submission } from '../../src/submission/submission.ts';
import { shape } from '../submission/submission-folder.ts';

/** What is graded of it. */
export function readHandedIn(handedIn: HandedIn): Promise<Submission> {
  if (handedIn.status === 'not-gradable') throw new Error(handedIn.why);
  return handedIn.read(shape);
}
