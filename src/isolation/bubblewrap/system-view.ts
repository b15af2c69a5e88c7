/** What a program is to see of the machine, as bubblewrap's options. */
import { dirname, sep } from 'node:path';
import { belongsToSystem, hiddenFolderBytes, memoryFolderBytes, type Shown } from '../view.ts';

/** What is no file of the machine's. */
export function ownDevices(): readonly string[] {
  return [...['--proc', '/proc', '--dev', '/dev'], ...inMemory('/dev/shm'), ...inMemory('/tmp')];
}

export function asOptions(view: readonly Shown[]): readonly string[] {
  return view.flatMap(optionsFor);
}

/** When everything is in its place: something may be shown below what is hidden. */
export function shut(view: readonly Shown[]): readonly string[] {
  const hidden = view.flatMap(({ kind, path }) => (kind === 'hidden' ? [path] : []));
  return [...hidden, '/dev', '/'].flatMap((path) => ['--remount-ro', path]);
}

function optionsFor(shown: Shown): readonly string[] {
  switch (shown.kind) {
    case 'link':
      return ['--symlink', shown.target, shown.path];
    case 'readable':
      return [...leadingTo(shown.path), '--ro-bind', shown.file, shown.path];
    case 'writable':
      return [...leadingTo(shown.path), '--bind', shown.file, shown.path];
    case 'in-memory':
      return inMemory(shown.path);
    case 'hidden':
      return ['--size', String(hiddenFolderBytes), '--tmpfs', shown.path];
  }
}

function inMemory(folder: string): readonly string[] {
  return [...leadingTo(folder), '--perms', '1777', '--size', String(memoryFolderBytes), '--tmpfs', folder];
}

/** What bubblewrap makes on the way to a path is root's alone, and programs are not root. */
function leadingTo(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== sep && !belongsToSystem(folder); folder = dirname(folder))
    folders.unshift(folder);
  return folders.flatMap((folder) => ['--perms', '0755', '--dir', folder]);
}
