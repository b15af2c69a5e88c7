/** What in a submission's folder is not read, and why; `path` is relative to the folder, with `/`. */
export type FileFault =
  | { readonly kind: 'link'; readonly path: string }
  /** A device, a FIFO or a socket. */
  | { readonly kind: 'special-file'; readonly path: string }
  | { readonly kind: 'file-too-large'; readonly path: string; readonly limitBytes: number }
  /** `code` is the operating system's, such as EACCES, or a word for what keeps a file in an archive from being unpacked. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly code: string }
  /** In an archive; `path` is as it stands there. */
  | { readonly kind: 'outside'; readonly path: string };

/** A fault of the submission as a whole: none of its programs can be run. */
export type WholeFault =
  | { readonly kind: 'too-many-files'; readonly limit: number }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  /** `ending` is how its name ends, such as `.zip`. */
  | { readonly kind: 'archive-damaged'; readonly ending: string }
  | { readonly kind: 'archive-unknown'; readonly ending: string };

export type SubmissionFault = FileFault | WholeFault;

/** The fault as a sentence for the student. */
export function describeFault(fault: SubmissionFault): string {
  switch (fault.kind) {
    case 'link':
      return `${fault.path} is a link, and the grader reads only regular files.`;
    case 'special-file':
      return `${fault.path} is a device, a FIFO or a socket, and the grader reads only regular files.`;
    case 'file-too-large':
      return `${fault.path} is larger than ${sizeText(fault.limitBytes)}, the most that the grader reads of one file.`;
    case 'unreadable':
      return `${fault.path} cannot be read (${fault.code}).`;
    case 'outside':
      return `${fault.path} lies outside of the archive's own folder, and the grader unpacks nothing there.`;
    case 'too-many-files':
      return `The submission holds more than ${fault.limit} files and folders, the most that the grader reads.`;
    case 'too-large':
      return `The submission's files are larger than ${sizeText(fault.limitBytes)} together, the most that the grader reads.`;
    case 'archive-damaged':
      return `The ${fault.ending} file that was handed in is damaged, or something else than its name says: it can't be unpacked.`;
    case 'archive-unknown':
      return `A ${fault.ending} file was handed in, and the grader can't unpack those.`;
  }
}

export function isWholeFault(fault: SubmissionFault): fault is WholeFault {
  return !('path' in fault);
}

function sizeText(bytes: number): string {
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB`;
}
