import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { graderRelease } from './release.ts';
import type { TemplateKind } from './template-kind.ts';

/** A file of a student's repository. */
export interface TemplateFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Holds what every student gets; beside it there is a folder for each kind. */
const commonFolder = 'common';

/**
 * What `init` writes for this kind, by path: the files of `common/` and of the kind's own folder. A leading `dot-` in a name
 * stands for a dot, since npm leaves `.gitignore` out of packages. EXERCISE_INVALID where one of the two folders is missing.
 */
export async function readTemplate(folder: string, kind: TemplateKind): Promise<readonly TemplateFile[]> {
  const files = await Promise.all([filesIn(join(folder, commonFolder)), filesIn(join(folder, kind))]);
  return files.flat().sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function filesIn(folder: string): Promise<TemplateFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new GraderError('EXERCISE_INVALID', `The exercise's template has no folder ${folder}.`, { cause });
  });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({
      path: pathInRepository(relative(folder, file)),
      text: filledIn(await readFile(file, 'utf8')),
    })),
  );
}

function pathInRepository(path: string): string {
  return path
    .split(sep)
    .map((name) => name.replace(/^dot-/, '.'))
    .join('/');
}

/** Plain words, so that what they stand in remains YAML, JSON or Python. */
function filledIn(text: string): string {
  const { repository, tag } = graderRelease();
  return text.replaceAll('__GRADER_REPOSITORY__', repository).replaceAll('__GRADER_TAG__', tag);
}
