import { chmod, mkdtemp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder } from '../remove-folder.ts';
import { findFile } from './find-file.ts';
import type { Build, BuildProblem, Preparation } from './language.ts';
import type { Submission, SubmissionShape } from './submission.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export type Program = ReadyProgram | UnavailableProgram;

export interface ReadyProgram {
  readonly status: 'ready';
  readonly role: string;
  /** The student's file, relative to the submission's folder. */
  readonly file: string;
  readonly build: Extract<Build, { status: 'built' }>;
}

export interface UnavailableProgram extends BuildProblem {
  readonly status: 'unavailable';
  readonly role: string;
}

/** A submission's programs, built once and run in as many workspaces as wanted; disposing removes the workspaces too. */
export interface Programs extends AsyncDisposable {
  readonly byRole: ReadonlyMap<string, Program>;
  /** Makes a private copy of the submission to run programs in; `name` shows in its path. */
  openWorkspace(name: string): Promise<Workspace>;
}

/** Builds each program that the exercise asks for, into a folder of its own below `workFolder`. */
export async function buildPrograms(
  submission: Submission,
  shape: SubmissionShape,
  workFolder: string,
  preparation: Preparation,
): Promise<Programs> {
  const programs = await Promise.all(shape.programs.map((role) => buildProgram(submission, shape, role, preparation)));
  const ready = programs.filter((program) => program.status === 'ready');
  // The real path: Node resolves links in the path of the program that it runs, and programs compare the two.
  const folder = await mkdtemp(join(await realpath(workFolder), 'programs-'));
  // Programs that run as another user go through it to their own workspace, and see no other.
  await chmod(folder, 0o711);
  const remove = (): Promise<void> => removeFolder(folder);
  try {
    for (const language of shape.languages) await language.furnish(folder);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    byRole: new Map(programs.map((program) => [program.role, program])),
    openWorkspace: (name) =>
      openWorkspace(join(folder, name), [...submission.files, ...ready.flatMap(({ build }) => build.files)]),
    [Symbol.asyncDispose]: remove,
  };
}

async function buildProgram(
  submission: Submission,
  { languages }: SubmissionShape,
  role: string,
  preparation: Preparation,
): Promise<Program> {
  const found = findFile(submission, ...languages.map(({ extension }) => `${role}${extension}`));
  if (found.status === 'unavailable') return { status: 'unavailable', role, reason: found.reason, location: null };
  const { file: entry } = found;
  const language = languages.find(({ extension }) => entry.path.endsWith(extension));
  if (!language) throw new Error(`${entry.path} was asked for and is in no language of the exercise.`);
  const build = await language.build({ role, entry, submission }, preparation);
  if (build.status === 'built') return { status: 'ready', role, file: entry.path, build };
  return { status: 'unavailable', role, reason: build.reason, location: build.location };
}
