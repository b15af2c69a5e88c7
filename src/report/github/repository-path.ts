import { plain } from '../plain.ts';

/**
 * Where a file of the submission is in its repository, as an annotation names it: from the repository's root, with `/`. Null
 * where that is not inside of it, or no name that can be shown.
 */
export function repositoryPath(folder: string, file: string): string | null {
  const [prefix, suffix] = [folder, file].map((path) => path.replaceAll('\\', '/'));
  if (prefix === undefined || suffix === undefined || isAbsolute(prefix) || isAbsolute(suffix)) return null;
  const names: string[] = [];
  for (const name of `${prefix}/${suffix}`.split('/')) {
    if (name === '..' && names.pop() === undefined) return null;
    if (name !== '' && name !== '.' && name !== '..') names.push(name);
  }
  const path = names.join('/');
  return path !== '' && plain(path) === path ? path : null;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:/i.test(path);
}
