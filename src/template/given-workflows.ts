import type { Workflow } from '../evidence/observation.ts';
import { GraderError } from '../grader-error.ts';
import { readTemplate } from './read-template.ts';
import { graderRelease } from './release.ts';
import { templateKinds } from './template-kind.ts';

/**
 * Tells how a workflow of a repository stands to what `init` writes. The text is null where it can't be told. Line endings and
 * the release that is called don't count; whose grader is called does.
 */
export type JudgeWorkflow = (path: string, text: string | null) => Workflow['state'];

/** By what `init` writes for any kind of repository; a template need not have them all. */
export async function givenWorkflows(folder: string | undefined): Promise<JudgeWorkflow> {
  const kinds = folder === undefined ? [] : await Promise.all(templateKinds.map((kind) => filesOf(folder, kind)));
  const { repository } = graderRelease();
  const given = kinds.flat().map(({ path, text }) => ({ path, text: comparable(text, repository) }));
  return (path, text) => {
    const there = given.filter((file) => file.path === path);
    if (there.length === 0) return 'foreign';
    return text !== null && there.some((file) => file.text === comparable(text, repository)) ? 'as-given' : 'changed';
  };
}

async function filesOf(...[folder, kind]: Parameters<typeof readTemplate>) {
  try {
    return await readTemplate(folder, kind);
  } catch (error) {
    if (error instanceof GraderError && error.code === 'EXERCISE_INVALID') return [];
    throw error;
  }
}

/** The text without the release at which the grader's own repository is called. */
function comparable(text: string, repository: string): string {
  return text.replaceAll('\r\n', '\n').split('\n').map(withoutRelease(repository)).join('\n');
}

function withoutRelease(repository: string): (line: string) => string {
  return (line) => {
    const [, uses = '', called = ''] = /^(\s*(?:- )?uses: )(\S+)@v\d+\.\d+\.\d+(?:-[\w.-]+)?$/.exec(line) ?? [];
    return called === repository || called.startsWith(`${repository}/`) ? uses + called : line;
  };
}
