import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Language } from '../language.ts';
import { installedFolder } from './installed-packages.ts';

export interface TypeScriptOffer {
  /** The packages that programs may import, each installed with the grader. */
  readonly packages: readonly string[];
}

/** TypeScript and JavaScript on Node. Types are not checked. The compiler is loaded for the first program. */
export function typescript({ packages }: TypeScriptOffer): Language {
  return {
    extension: '.ts',
    build: async (source, { confineTool }) => {
      const { build } = await import('./build.ts');
      return build({ ...source, packages }, confineTool);
    },
    furnish: (folder) => layPackages(folder, packages),
    probe: async () => ({ name: 'Node', text: process.versions.node, install: null }),
  };
}

/**
 * Puts the packages where Node looks for what a program imports by a name that it computes, and an empty package.json
 * where Node looks for the program's settings, so that none further up the path has a say.
 */
async function layPackages(folder: string, packages: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{}');
  for (const name of packages) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(installedFolder(name), link, 'dir');
  }
}
