import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The text of a journal that was recorded in a real run: `fixtures/observations/<name>.jsonl.gz`. */
export function recordedJournal(name: string): string {
  const file = new URL(`../../fixtures/observations/${name}.jsonl.gz`, import.meta.url);
  return gunzipSync(readFileSync(file)).toString('utf8');
}
