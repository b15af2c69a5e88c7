import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Build, Language } from '../language.ts';
import { bundle } from './bundle.ts';
import { installedFolder } from './installed-packages.ts';
import type { TypeScriptSource } from './judge-import.ts';
import { survey } from './survey.ts';

export interface TypeScriptOffer {
  /** The packages that programs may import, each installed with the grader. */
  readonly packages: readonly string[];
}

/** TypeScript and JavaScript on Node. Types are not checked. */
export function typescript({ packages }: TypeScriptOffer): Language {
  return {
    extension: '.ts',
    build: (source) => build({ ...source, packages }),
    furnish: (folder) => layPackages(folder, packages),
    probe: async () => ({ name: 'Node', text: process.versions.node, install: null }),
  };
}

async function build(source: TypeScriptSource): Promise<Build> {
  const surveyed = await survey(source);
  if ('reason' in surveyed) return { status: 'refused', ...surveyed };
  const bundled = await bundle(source, surveyed);
  if ('reason' in bundled) return { status: 'refused', ...bundled };
  return {
    status: 'built',
    files: bundled.files,
    start: {
      command: process.execPath,
      options: ['--enable-source-maps'],
      file: bundled.path,
      variables: { KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    },
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
