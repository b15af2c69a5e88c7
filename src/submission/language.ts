import type { Submission, SubmissionFile } from './submission.ts';

/** How programs of one language are recognised, built and started. */
export interface Language {
  /** Of a program's file: `.ts`. */
  readonly extension: string;
  build(source: ProgramSource): Promise<Build>;
}

export interface ProgramSource {
  readonly role: string;
  readonly entry: SubmissionFile;
  readonly submission: Submission;
  /** The packages that the program may import. */
  readonly packages: readonly string[];
}

export type Build =
  | {
      readonly status: 'built';
      /** What is laid into each workspace beside the submission's own files. */
      readonly files: readonly SubmissionFile[];
      readonly start: StartCommand;
    }
  | ({ readonly status: 'refused' } & BuildProblem);

/** `command` is started with `options` and then `file`, which stands in the workspace. */
export interface StartCommand {
  readonly command: string;
  readonly options: readonly string[];
  readonly file: string;
}

export interface BuildProblem {
  /** A sentence for the student. */
  readonly reason: string;
  readonly location: SourceLocation | null;
}

/** `file` is relative to the submission's folder; lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
