import { GraderError } from '../grader-error.ts';
import { notGraded } from '../report/github/outcome.ts';
import { plain } from '../report/plain.ts';

/** What went wrong, in words: never more than that, and never the submission's fault. */
export function sentenceOf(error: unknown): string {
  const reason = plain(error instanceof Error ? error.message : String(error));
  if (!(error instanceof GraderError)) return notGraded(`${reason}.`);
  return error.code === 'USAGE' ? reason : notGraded(`${reason} (${error.code})`);
}
