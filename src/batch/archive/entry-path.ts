/** Where an entry of an archive belongs, from nothing but its name. */
import { isIgnored } from '../../submission/ignored-names.ts';
import type { EntryKind } from './archive-entry.ts';

/** `path` is relative to the archive's folder, with `/`; `code` is what the operating system would say. */
export type EntryPlace =
  | { readonly status: 'inside'; readonly path: string }
  | { readonly status: 'passed-over' }
  | { readonly status: 'outside' }
  | { readonly status: 'impossible'; readonly code: string };

/** The most that a name, and a path below the folder of a submission, may have anywhere that the grader runs. */
const longestNameBytes = 255;
const longestPathBytes = 1024;

export function placeOf(name: string, kind: EntryKind): EntryPlace {
  const isAbsolute = name.startsWith('/') || /^[a-z]:/i.test(name);
  const names = name.split('/').filter((part) => part !== '' && part !== '.');
  if (isAbsolute || names.includes('..')) return { status: 'outside' };
  if (names.length === 0) return { status: 'passed-over' };
  const isFolder = (index: number) => index < names.length - 1 || kind === 'folder';
  if (names.some((part, index) => isIgnored(part, isFolder(index)))) return { status: 'passed-over' };
  const path = names.join('/');
  if (path.includes('\0')) return { status: 'impossible', code: 'EINVAL' };
  const isTooLong = names.some((part) => Buffer.byteLength(part) > longestNameBytes);
  if (isTooLong || Buffer.byteLength(path) > longestPathBytes) return { status: 'impossible', code: 'ENAMETOOLONG' };
  return { status: 'inside', path };
}
