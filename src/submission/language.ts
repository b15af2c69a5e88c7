import type { Submission, SubmissionFile } from './submission.ts';

/** How programs of one language are recognised, built and started. */
export interface Language {
  /** Of a program's file: `.ts`. */
  readonly extension: string;
  build(source: ProgramSource, preparation: Preparation): Promise<Build>;
  /** Lays what its programs look for above the folder that they run in into the folder that all of those stand in. */
  furnish(folder: string): Promise<void>;
  /** Looks for what it needs on this machine; changes nothing. */
  probe(): Promise<LanguageProbe>;
}

export interface ProgramSource {
  readonly role: string;
  readonly entry: SubmissionFile;
  readonly submission: Submission;
}

/** For what a language makes once, before it can build. */
export interface Preparation {
  readonly report: ReportPreparation;
  readonly confineTool: ConfineTool;
  /** Ends it; what it had begun is undone. */
  readonly signal?: AbortSignal | undefined;
}

/** How a tool that reads what strangers wrote is to be started; `reads` are the files and folders that it needs beside the system's. */
export type ConfineTool = (tool: {
  readonly command: string;
  readonly args: readonly string[];
  readonly reads: readonly string[];
}) => { readonly command: string; readonly args: readonly string[] };

/** Told of what is made, once, and in which folder. */
export type ReportPreparation = (step: { readonly what: string; readonly into: string }) => void;

/** `install` says how to get what is missing; null where nothing is. */
export interface LanguageProbe {
  readonly name: string;
  readonly text: string;
  readonly install: string | null;
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
  /** Files and folders outside the workspace that its processes read, beside what belongs to the system. */
  readonly reads: readonly string[];
  /** Environment variables that every process of it is given. */
  readonly variables: Readonly<Record<string, string>>;
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
