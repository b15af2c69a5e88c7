/** What a program in bubblewrap sees of the machine: what belongs to the system, what it is given, and nothing else. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/** Folders that are links into /usr on most systems, and folders of their own on others. */
const besideUsr = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** What dynamic linking and TLS need of /etc, which has the machine's accounts and keys as well. */
const ofEtc = ['/etc/ld.so.cache', '/etc/alternatives', '/etc/ssl', '/etc/pki', '/etc/localtime'];

/** Where packages are installed for everybody, a grader among them. */
const hidden = ['/usr/local/lib/node_modules', '/usr/lib/node_modules', '/usr/src', '/usr/games'];

/** How large a folder in memory may get. */
const memoryFolderBytes = 16 * 1024 * 1024;

let seen: readonly string[] | null = null;

export function systemView(): readonly string[] {
  seen ??= lookAtSystem();
  return seen;
}

function lookAtSystem(): readonly string[] {
  return [
    ...['--ro-bind', '/usr', '/usr'],
    ...besideUsr
      .filter(existsSync)
      .flatMap((folder) =>
        lstatSync(folder).isSymbolicLink()
          ? ['--symlink', readlinkSync(folder), folder]
          : ['--ro-bind', folder, folder],
      ),
    ...readable(ofEtc),
    ...hidden.filter(existsSync).flatMap((folder) => ['--size', '4096', '--tmpfs', folder, '--remount-ro', folder]),
    ...['--proc', '/proc', '--dev', '/dev', ...inMemory('/dev/shm'), '--remount-ro', '/dev'],
    ...inMemory('/tmp'),
  ];
}

/** An empty folder that anybody may write to. */
export function inMemory(folder: string): readonly string[] {
  return [...leadingTo(folder), '--perms', '1777', '--size', String(memoryFolderBytes), '--tmpfs', folder];
}

/** As they are on the machine, at their own paths; what belongs to the system is there already. */
export function readable(paths: readonly string[]): readonly string[] {
  const all = new Set(paths.filter(existsSync).flatMap((path) => [path, realpathSync(path)]));
  return [...all]
    .filter((path) => !isVisible(path))
    .sort()
    .flatMap((path) => shownAt(path, path));
}

export function shownAt(path: string, file: string): readonly string[] {
  return [...leadingTo(path), '--ro-bind', file, path];
}

export function writable(folder: string): readonly string[] {
  return [...leadingTo(folder), '--bind', folder, folder];
}

/** What bubblewrap makes on the way to a path is root's alone, and programs are not root. */
function leadingTo(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== sep && !isVisible(folder); folder = dirname(folder))
    folders.unshift(folder);
  return folders.flatMap((folder) => ['--perms', '0755', '--dir', folder]);
}

function isVisible(path: string): boolean {
  for (let folder = path; folder !== sep; folder = dirname(folder)) {
    if (hidden.includes(folder)) return false;
    if (folder === '/usr' || besideUsr.includes(folder)) return true;
  }
  return false;
}
