import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The text of a schema as whoever installs the package finds it. */
export function publishedSchema(name: string): string {
  return readFileSync(require.resolve(`kafka-grader/schemas/${name}`), 'utf8');
}
