import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRunFolder } from '../../leftovers/run-folder.ts';
import type { HandedInRepository } from './handed-in-repository.ts';

/** A git folder of the grader's own; of the repository that was handed in it has the objects, and neither settings nor hooks. */
export interface BorrowedGitFolder extends AsyncDisposable {
  /** The complete environment for git. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What is asked of git follows from the commits alone: its caches of them are files that anybody can write. */
const settings = `[core]
\tbare = true
\trepositoryFormatVersion = 1
\tcommitGraph = false
\tmultiPackIndex = false
\thooksPath = /dev/null
[protocol]
\tallow = never
`;

/** Files are to come out as they were committed, whatever the attributes in the repository say. */
const attributes = '* -export-ignore -export-subst -text -eol -ident -filter -working-tree-encoding\n';

export async function borrowGitFolder({ head, objects, shallow }: HandedInRepository): Promise<BorrowedGitFolder> {
  const folder = await makeRunFolder();
  await mkdir(join(folder, 'refs'));
  await mkdir(join(folder, 'info'));
  const format = head.length === 40 ? 'sha1' : 'sha256';
  await writeFile(join(folder, 'HEAD'), `${head}\n`);
  await writeFile(join(folder, 'config'), `${settings}[extensions]\n\tobjectFormat = ${format}\n`);
  await writeFile(join(folder, 'info', 'attributes'), attributes);
  if (shallow.length > 0) await writeFile(join(folder, 'shallow'), `${shallow.join('\n')}\n`);
  return {
    environment: {
      PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
      HOME: folder,
      LC_ALL: 'C',
      GIT_DIR: folder,
      GIT_OBJECT_DIRECTORY: objects,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_NO_LAZY_FETCH: '1',
      GIT_TERMINAL_PROMPT: '0',
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
