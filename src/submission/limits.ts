/** How much of a submission is read. A larger file is left out; a larger submission can't be run. */
export const submissionLimits = {
  fileBytes: 1024 * 1024,
  /** Of a file that is no program: it goes into the journal whole. */
  textBytes: 16 * 1024,
  totalBytes: 10 * 1024 * 1024,
  /** Files and folders together, so that a deep or wide tree ends the walk. */
  entries: 2000,
} as const;

/** How much is read of a repository's workflows. */
export const workflowLimits = { files: 50, fileBytes: 256 * 1024 } as const;

/** How much of an archive is looked at, with what is passed over in it, such as `node_modules`: enough for several of those. */
export const archiveLimits = { entries: 200_000, unpackedBytes: 1024 * 1024 * 1024 } as const;
