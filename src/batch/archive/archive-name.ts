/** How the files end that somebody hands in instead of a folder, and what they are. */
const endings = {
  '.tar.gz': 'tar.gz',
  '.tgz': 'tar.gz',
  '.tar': 'tar',
  '.zip': 'zip',
  '.tar.bz2': 'unknown',
  '.tar.xz': 'unknown',
  '.tar.zst': 'unknown',
  '.7z': 'unknown',
  '.rar': 'unknown',
} as const;

type Ending = keyof typeof endings;

/** What can be opened, for messages. */
export const archiveEndings = Object.entries(endings)
  .filter(([, kind]) => kind !== 'unknown')
  .map(([ending]) => ending)
  .join(', ');

export interface ArchiveName {
  /** The file's name without its ending. */
  readonly id: string;
  readonly ending: string;
  /** `unknown` is an archive too, of a kind that can't be opened. */
  readonly kind: (typeof endings)[Ending];
}

/** Null where a file of this name is no archive; a large letter is as good as a small one. */
export function archiveName(name: string): ArchiveName | null {
  for (const [ending, kind] of Object.entries(endings)) {
    if (name.toLowerCase().endsWith(ending)) return { id: name.slice(0, -ending.length), ending, kind };
  }
  return null;
}
