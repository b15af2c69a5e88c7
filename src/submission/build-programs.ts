import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFile } from './find-file.ts';
import type { Build, BuildProblem, Language } from './language.ts';
import type { Submission, SubmissionShape } from './submission.ts';
import { installedFolder } from './typescript/installed-packages.ts';
import { typescript } from './typescript/typescript.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const languages: readonly Language[] = [typescript];

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
): Promise<Programs> {
  const programs = await Promise.all(shape.programs.map((role) => buildProgram(submission, shape, role)));
  const ready = programs.filter((program) => program.status === 'ready');
  // The real path: Node resolves links in the path of the program that it runs, and programs compare the two.
  const folder = await mkdtemp(join(await realpath(workFolder), 'programs-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await layPackages(folder, shape.packages);
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

async function buildProgram(submission: Submission, shape: SubmissionShape, role: string): Promise<Program> {
  const missing: string[] = [];
  for (const language of languages) {
    const found = findFile(submission, `${role}${language.extension}`);
    if (found.status === 'unavailable') {
      missing.push(found.reason);
      continue;
    }
    const build = await language.build({ role, entry: found.file, submission, packages: shape.packages });
    if (build.status === 'built') return { status: 'ready', role, file: found.file.path, build };
    return { status: 'unavailable', role, reason: build.reason, location: build.location };
  }
  return { status: 'unavailable', role, reason: missing.join(' '), location: null };
}

/**
 * Puts the packages where Node looks for what a program imports by a name that it computes, and an empty package.json
 * where Node looks for the program's settings, so that none further up the path has a say.
 */
async function layPackages(folder: string, packages: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{}');
  for (const name of packages) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(installedFolder(name), link, 'dir');
  }
}
