import { GraderError } from '../grader-error.ts';
import { plain } from '../report/plain.ts';
import type { Found } from './find-submissions.ts';

/** No letters: a separator of folders somewhere, what no terminal shows, and what stands for a name that is not UTF-8. */
const impossible = /[\p{Cc}\\\ufffd]/u;

/** SUBMISSION_IDS where a submission can't have a folder of its own in the output, with the names of all of those. */
export function requireDistinctIds(found: readonly Found[], folder: string): void {
  const problems = [...wronglyNamed(found), ...sameNamed(found)];
  if (problems.length === 0) return;
  throw new GraderError(
    'SUBMISSION_IDS',
    `The submissions in ${folder} can't be told apart: ${problems.join('; ')}. Each needs a name of its own, whose letters differ not only in being large or small.`,
  );
}

function wronglyNamed(found: readonly Found[]): string[] {
  return found
    .filter(({ id }) => impossible.test(id))
    .map(({ name }) => `"${plain(name)}" can't be the name of a folder everywhere`);
}

function sameNamed(found: readonly Found[]): string[] {
  const byKey = new Map<string, Found[]>();
  for (const one of found) {
    const key = one.id.normalize('NFC').toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey.values()]
    .filter((same) => same.length > 1)
    .map((same) => `${listed(same.map(({ name }) => `"${plain(name)}"`))} are one name`);
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
