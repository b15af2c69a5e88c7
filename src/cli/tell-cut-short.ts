import { join } from 'node:path';
import type { Graded } from '../grading/grade-submission.ts';
import { journalFile } from '../grading/output-folder.ts';
import { tellError } from './tell-error.ts';

/** Says last, on standard error, what kept a grading from its end, and that what was known by then stands. */
export function tellCutShort({ cutShort }: Graded, out: string, stderr: { write(text: string): unknown }): void {
  if (cutShort === null) return;
  stderr.write(`What could be judged by then stands, and what was observed is in ${join(out, journalFile)}.\n`);
  tellError(cutShort, (text) => stderr.write(text));
}
