import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeFolder } from '../remove-folder.ts';
import type { ReadyProgram } from './build-programs.ts';
import type { SubmissionFile } from './submission.ts';

/** A private copy of a submission; disposing removes it, with whatever the programs wrote there. */
export interface Workspace extends AsyncDisposable {
  /** Absolute, without links in it. */
  readonly folder: string;
  /** How to start a program there. */
  launch(program: ReadyProgram): Launch;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The student's file, relative to the submission's folder. */
  readonly file: string;
  /** Files and folders outside the workspace that it reads, beside what belongs to the system. */
  readonly reads: readonly string[];
  /** Environment variables that the language asks for. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Lays files into a new folder whose path begins with `prefix`. */
export async function openWorkspace(prefix: string, files: readonly SubmissionFile[]): Promise<Workspace> {
  const folder = await mkdtemp(`${prefix}-`);
  await openToAll(folder);
  for (const { path, contents } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, contents);
    for (let below = target; below !== folder; below = dirname(below)) await openToAll(below);
  }
  return {
    folder,
    launch: ({ file, build: { start } }) => ({
      command: start.command,
      args: [...start.options, join(folder, start.file)],
      cwd: folder,
      file,
      reads: start.reads,
      variables: start.variables,
    }),
    [Symbol.asyncDispose]: () => removeFolder(folder),
  };
}

/** Programs may run as another user than the grader. Who else is on the machine does not come as far: what this lies in is shut. */
function openToAll(path: string): Promise<void> {
  return chmod(path, 0o777);
}
