import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { graderVersion } from '../grader-version.ts';
import { packagedFile } from '../packaged-file.ts';

/** Where students' repositories get this very grader from. */
export interface Release {
  /** On GitHub, as `owner/name`. */
  readonly repository: string;
  /** The git tag of this version: `v0.1.0`. */
  readonly tag: string;
}

const manifest = z.object({ repository: z.string().regex(/^github:[\w.-]+\/[\w.-]+$/, 'expected github:owner/name') });

/** As this package's own package.json has it: whoever forks the grader changes one line there. */
export function graderRelease(): Release {
  const { repository } = manifest.parse(JSON.parse(readFileSync(packagedFile('package.json'), 'utf8')));
  return { repository: repository.slice('github:'.length), tag: `v${graderVersion()}` };
}
