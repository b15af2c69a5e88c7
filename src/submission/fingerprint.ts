import { createHash } from 'node:crypto';
import type { SubmissionFile } from './submission.ts';

/**
 * SHA-256, in hex, of the paths and contents of the files in the order given. Each is preceded by its length in bytes
 * and a newline, so that no two lists of files run together into the same input.
 */
export function fingerprint(files: readonly SubmissionFile[]): string {
  const hash = createHash('sha256');
  for (const { path, contents } of files) {
    for (const part of [Buffer.from(path), contents]) hash.update(`${part.length}\n`).update(part);
  }
  return hash.digest('hex');
}
