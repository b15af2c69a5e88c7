import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagedFile } from '../../src/packaged-file.ts';
import { buildPrograms, type Programs } from '../../src/submission/build-programs.ts';
import type { Preparation } from '../../src/submission/language.ts';
import { type PythonOffer, python } from '../../src/submission/python/python.ts';
import { readSubmission, type Submission, type SubmissionShape } from '../../src/submission/submission.ts';
import { typescript } from '../../src/submission/typescript/typescript.ts';

export const pythonOffer: PythonOffer = {
  requirements: packagedFile('graders/orders/python-requirements.txt'),
  modules: ['kafka', 'confluent_kafka'],
};

export const shape: SubmissionShape = {
  programs: ['producer', 'consumer'],
  texts: ['answers.yaml'],
  languages: [typescript({ packages: ['kafkajs', '@platformatic/kafka'] }), python(pythonOffer)],
};

export const preparation: Preparation = { report: () => {}, confineTool: (tool) => tool };

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface SubmissionFolder extends AsyncDisposable {
  readonly path: string;
  /** Beside the submission, for what is built from it. */
  readonly workFolder: string;
  write(files: Files): Promise<void>;
  read(): Promise<Submission>;
  build(): Promise<Programs>;
}

/** A submission called `ada` with these files. */
export async function submissionFolder(files: Files = {}): Promise<SubmissionFolder> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'submission-')));
  const path = join(parent, 'ada');
  const workFolder = join(parent, 'work');
  await mkdir(path);
  await mkdir(workFolder);
  const folder: SubmissionFolder = {
    path,
    workFolder,
    async write(written) {
      for (const [name, contents] of Object.entries(written)) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), contents);
      }
    },
    read: () => readSubmission(path, shape),
    build: async () => buildPrograms(await readSubmission(path, shape), shape, workFolder, preparation),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  };
  await folder.write(files);
  return folder;
}

/** What a program printed, line by line, and how it ended. */
export interface Ran {
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly code: number;
  /** The private copy that it ran in; gone by now. */
  readonly folder: string;
}

/** Builds a submission and runs one of its programs to its end. */
export async function runProgram(files: Files, role = 'consumer'): Promise<Ran> {
  await using folder = await submissionFolder(files);
  await using programs = await folder.build();
  await using workspace = await programs.openWorkspace('run');
  const program = programs.byRole.get(role);
  if (program?.status !== 'ready') throw new Error(program?.reason ?? `no ${role}`);
  const { command, args, cwd, variables } = workspace.launch(program);
  return await new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], ...variables };
    const child = execFile(command, [...args], { cwd, env }, (_error, stdout, stderr) => {
      const lines = stdout === '' ? [] : stdout.trimEnd().split('\n');
      resolve({ lines, stderr, code: child.exitCode ?? -1, folder: workspace.folder });
    });
  });
}

/** Why a program can't be run, and where; null where it can. */
export async function refusal(files: Files, role = 'consumer'): Promise<{ reason: string; at: string | null } | null> {
  await using folder = await submissionFolder(files);
  await using programs = await folder.build();
  const program = programs.byRole.get(role);
  if (program?.status !== 'unavailable') return null;
  const { reason, location } = program;
  return { reason, at: location && `${location.file}:${location.line}:${location.column}` };
}
