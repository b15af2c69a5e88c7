import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { GraderError } from '../../grader-error.ts';

const require = createRequire(import.meta.url);

/** The folder of a package that is installed with the grader, without links in its path. */
export function installedFolder(name: string): string {
  for (const place of require.resolve.paths(name) ?? []) {
    const folder = join(place, name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
  }
  throw new GraderError(
    'PACKAGE_NOT_INSTALLED',
    `The exercise offers the package ${name}, which is not installed with the grader; only installed ones can be offered.`,
  );
}

/** The folder that the packages lie in that the grader itself is built on, and what they import; pnpm keeps each in a folder of its own below it. */
export function packagesFolder(): string {
  const [folder] = dirname(installedFolder('kafkajs')).split(`${sep}.pnpm${sep}`);
  return folder ?? sep;
}

/** The file that an import of an installed package means, as an absolute path; null if the package has no such module. */
export function installedModule(specifier: string): string | null {
  try {
    return require.resolve(specifier);
  } catch {
    return null;
  }
}

/** `@scope/name` of `@scope/name/module`, `name` of `name/module`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
