/** What somebody handed in, in whatever form. */
export interface HandedIn {
  /** Whose it is: the name of its folder, also in the output. */
  readonly id: string;
  /** Makes it a folder with that name; disposing removes what was made for that. */
  open(): Promise<OpenSubmission>;
}

export interface OpenSubmission extends AsyncDisposable {
  /** Absolute. */
  readonly folder: string;
}

/** A folder as it stands. */
export function handedInFolder(id: string, folder: string): HandedIn {
  return { id, open: async () => ({ folder, [Symbol.asyncDispose]: async () => {} }) };
}
