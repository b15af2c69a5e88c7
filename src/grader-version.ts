import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in this package's own package.json, wherever this module was compiled to. */
export function graderVersion(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return versionIn(JSON.parse(readFileSync(file, 'utf8')), file);
  }
  throw new Error(`No package.json is above ${import.meta.dirname}.`);
}

function versionIn(manifest: unknown, file: string): string {
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  if (typeof version !== 'string') throw new Error(`${file} names no version.`);
  return version;
}
