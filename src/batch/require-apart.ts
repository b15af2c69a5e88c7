import { relative, sep } from 'node:path';
import { GraderError } from '../grader-error.ts';

/** USAGE where the results of a class would lie among what was handed in, and the next time be taken for somebody's work. */
export function requireApart(out: string, folder: string): void {
  const [child = ''] = relative(folder, out).split(sep);
  // Outside of it, or where nobody's work is looked for.
  if (child.startsWith('.')) return;
  const message = `kafka-grader batch: --out ${out} lies in ${folder}, where each folder is a submission; name one outside of it, or one whose name begins with a dot.`;
  throw new GraderError('USAGE', message);
}
