import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The absolute path of a file of this package, given from its root, wherever this module was compiled to. */
export function packagedFile(path: string): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, path);
    if (existsSync(file)) return file;
  }
  throw new Error(`${path} is not above ${import.meta.dirname}.`);
}
