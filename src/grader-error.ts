/**
 * The harness's own faults, each with the exit code that the command line gives it.
 * A student's fault is never one of these: it is an observation.
 */
const exitCodes = {
  USAGE: 3,
  NO_SUCH_FOLDER: 3,
  NO_SUCH_OUTPUT: 3,
  UNKNOWN_CHECK: 3,
  UNKNOWN_EXERCISE: 3,
  EXERCISE_INVALID: 3,
  RUBRIC_INVALID: 3,
  LATE_POLICY_INVALID: 3,
  GRADEBOOK_INVALID: 3,
  ROSTER_INVALID: 3,
  ROSTER_UNCLEAR: 3,
  SUBMISSION_IDS: 3,
  NO_BROKER: 2,
  NO_PYTHON: 2,
  NO_GIT: 2,
  NO_ISOLATION: 2,
  BROKER_DIED: 2,
  BROKER_DOWNLOAD: 2,
  JARS_DIFFER: 2,
  PORT_TAKEN: 2,
  OUTPUT_NOT_WRITABLE: 2,
  DISK_FULL: 2,
  OUT_OF_FILES: 2,
  FOLDER_NOT_EMPTY: 2,
  CANNOT_MERGE: 2,
  OUT_OF_SLOTS: 2,
  JOURNAL_UNREADABLE: 2,
  GRADE_UNREADABLE: 2,
  SUBMISSION_UNREADABLE: 2,
  PACKAGE_NOT_INSTALLED: 2,
  PROCESS_NOT_STARTED: 2,
} as const satisfies Record<string, 2 | 3>;

export type GraderErrorCode = keyof typeof exitCodes;

/** Says what failed, what it got and what is allowed, in `message`; `code` is for programs. */
export class GraderError extends Error {
  override readonly name = 'GraderError';
  readonly code: GraderErrorCode;

  constructor(code: GraderErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  get exitCode(): 2 | 3 {
    return exitCodes[this.code];
  }
}
