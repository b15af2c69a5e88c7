import { createHash } from 'node:crypto';
import type { Workflow } from '../evidence/observation.ts';
import { readWorkflows } from '../submission/read-workflows.ts';
import { givenWorkflows } from '../template/given-workflows.ts';

/**
 * What runs when somebody pushes to the repository of this folder, and whether it is what a student was given; of what was
 * read from no folder nothing is known.
 */
export async function lookAtWorkflows(folder: string | null, template: string | undefined): Promise<Workflow[]> {
  if (folder === null) return [];
  const files = await readWorkflows(folder);
  if (files.length === 0) return [];
  const judge = await givenWorkflows(template);
  return files.map(({ path, contents }) => ({
    path,
    sha256: contents && createHash('sha256').update(contents).digest('hex'),
    state: judge(path, contents?.toString('utf8') ?? null),
  }));
}
