import { posix } from 'node:path';
import type { Loader } from 'esbuild';

/** What a program may import of its own, and how each is read. */
const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
  '.json': 'json',
};

/** TypeScript lets an import name the file that a compiler would write. */
const sourceExtensions: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** How a file is read, by its extension; null for one that can't be imported. */
export function loaderOf(path: string): Loader | null {
  return loaders[posix.extname(path)] ?? null;
}

/** The path that a relative import means before any extension is tried; null if it leaves the folder. */
export function importedPath(importer: string, specifier: string): string | null {
  const path = posix.join(posix.dirname(importer), specifier);
  return path === '..' || path.startsWith('../') ? null : path;
}

/** The files that an imported path may stand for, the likeliest first. */
export function candidates(path: string): readonly string[] {
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  return [
    path,
    ...(sourceExtensions[extension] ?? []).map((source) => `${stem}${source}`),
    ...Object.keys(loaders).map((added) => `${path}${added}`),
    ...Object.keys(loaders).map((added) => posix.join(path, `index${added}`)),
  ];
}
