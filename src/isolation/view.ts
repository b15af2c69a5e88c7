/** What a program behind walls sees of the machine: what belongs to the system, what it is given, and nothing else. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/** One thing at a path; what lies above or below another comes after it. */
export type Shown =
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  /** `file` is where it is on the machine, a folder as well. */
  | { readonly kind: 'readable'; readonly path: string; readonly file: string }
  | { readonly kind: 'writable'; readonly path: string; readonly file: string }
  /** An empty folder in memory that anybody may write to. */
  | { readonly kind: 'in-memory'; readonly path: string }
  /** A folder of the system's that is empty to programs. */
  | { readonly kind: 'hidden'; readonly path: string };

/** How large a folder in memory may get. */
export const memoryFolderBytes = 16 * 1024 * 1024;

/** Enough for what is shown below it, and for no file. */
export const hiddenFolderBytes = 4096;

/** Folders that are links into /usr on most systems, and folders of their own on others. */
const besideUsr = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** What dynamic linking and TLS need of /etc, which has the machine's accounts and keys as well. */
const ofEtc = ['/etc/ld.so.cache', '/etc/alternatives', '/etc/ssl', '/etc/pki', '/etc/localtime'];

/** Where packages are installed for everybody, a grader among them. */
const hidden = ['/usr/local/lib/node_modules', '/usr/lib/node_modules', '/usr/src', '/usr/games'];

let seen: readonly Shown[] | null = null;

/** What every program sees. */
export function systemView(): readonly Shown[] {
  seen ??= lookAtSystem();
  return seen;
}

function lookAtSystem(): readonly Shown[] {
  return [
    shownAt('/usr', '/usr'),
    ...besideUsr
      .filter(existsSync)
      .map((path) =>
        lstatSync(path).isSymbolicLink()
          ? ({ kind: 'link', path, target: readlinkSync(path) } as const)
          : shownAt(path, path),
      ),
    ...readable(ofEtc),
    ...hidden.filter(existsSync).map((path) => ({ kind: 'hidden', path }) as const),
  ];
}

/** As they are on the machine, at their own paths; what belongs to the system is there already. */
export function readable(paths: readonly string[]): readonly Shown[] {
  const all = new Set(paths.filter(existsSync).flatMap((path) => [path, realpathSync(path)]));
  return [...all]
    .filter((path) => !belongsToSystem(path))
    .sort()
    .map((path) => shownAt(path, path));
}

export function shownAt(path: string, file: string): Shown {
  return { kind: 'readable', path, file };
}

export function belongsToSystem(path: string): boolean {
  for (let folder = path; folder !== sep; folder = dirname(folder)) {
    if (hidden.includes(folder)) return false;
    if (folder === '/usr' || besideUsr.includes(folder)) return true;
  }
  return false;
}
