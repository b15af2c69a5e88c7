/** What an archive says of a file or folder in it, before anything of that is believed. */
export interface ArchiveEntry {
  /** As it stands in the archive, with `/`. */
  readonly name: string;
  readonly kind: EntryKind;
  /** Unpacked; the archive's own word. */
  readonly sizeBytes: number;
  /** Unpacks it; only before the next one is asked for. */
  read(): Promise<UnpackedEntry>;
}

/** `link` is a hard link too; a `special-file` a device, a FIFO or whatever else is none of the others. */
export type EntryKind = 'file' | 'folder' | 'link' | 'special-file';

/** `why` is a word such as `encrypted`. */
export type UnpackedEntry =
  | { readonly status: 'read'; readonly contents: Buffer }
  | { readonly status: 'refused'; readonly why: string };
