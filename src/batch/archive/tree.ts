import type { FileFault } from '../../submission/submission-fault.ts';
import type { ArchiveEntry, EntryKind } from './archive-entry.ts';
import { placeOf } from './entry-path.ts';

export type Admission =
  | { readonly status: 'admitted'; readonly path: string }
  | { readonly status: 'passed-over' }
  | { readonly status: 'refused'; readonly fault: FileFault };

/** Of a name that can't be one. An archive of a few kilobytes can hold thousands of names of a megabyte each. */
const mostCharactersTold = 4096;

/** The files and folders of an archive as they would stand in a folder, where a path can be one thing only. */
export class Tree {
  readonly #kinds = new Map<string, EntryKind>();
  #misplaced = 0;

  /** Files and folders together, those that no entry names but lead to one included, and what can't stand anywhere. */
  get size(): number {
    return this.#kinds.size + this.#misplaced;
  }

  /** The folder that was packed, if that was one, and not what it holds. */
  get packedFolder(): string | null {
    const [top, ...others] = [...this.#kinds.keys()].filter((path) => !path.includes('/'));
    const isOnly = top !== undefined && others.length === 0 && this.#kinds.get(top) === 'folder';
    // Files may be handed in in a folder's src: then that alone was what it held.
    return isOnly && this.#misplaced === 0 && top !== 'src' ? top : null;
  }

  admit({ name, kind }: Pick<ArchiveEntry, 'name' | 'kind'>): Admission {
    const place = placeOf(name, kind);
    switch (place.status) {
      case 'passed-over':
        return place;
      case 'outside':
        return this.#misplace({ kind: 'outside', path: name });
      case 'impossible':
        return this.#misplace({ kind: 'unreadable', path: name, code: place.code });
      case 'inside':
        return this.#place(place.path, kind);
    }
  }

  #place(path: string, kind: EntryKind): Admission {
    for (const folder of foldersAbove(path)) {
      const above = this.#kinds.get(folder);
      if (above === undefined) this.#kinds.set(folder, 'folder');
      else if (above !== 'folder') return this.#misplace({ kind: 'unreadable', path, code: 'ENOTDIR' });
    }
    const before = this.#kinds.get(path);
    if (before !== undefined && before !== kind) return this.#misplace({ kind: 'unreadable', path, code: 'EEXIST' });
    this.#kinds.set(path, kind);
    return kind === 'file' || kind === 'folder'
      ? { status: 'admitted', path }
      : { status: 'refused', fault: { kind, path } };
  }

  #misplace(fault: FileFault): Admission {
    this.#misplaced += 1;
    return { status: 'refused', fault: { ...fault, path: fault.path.slice(0, mostCharactersTold) } };
  }
}

/** `a`, `a/b` of `a/b/c`. */
function foldersAbove(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}
