import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { z } from 'zod';
import { GraderError } from '../../grader-error.ts';
import { packagedFile } from '../../packaged-file.ts';
import { faultAt } from '../find-file.ts';
import type { BuildProblem, Preparation, ProgramSource } from '../language.ts';
import { notImportable, notOffered, problemAt } from '../problem-at.ts';
import { describeFault } from '../submission-fault.ts';
import type { Interpreter } from './virtual-environment.ts';

const location = { file: z.string(), line: z.int(), column: z.int() };
const surveyed = z.object({
  problem: z.object({ ...location, message: z.string() }).nullable(),
  /** Imports of what is neither the submission's nor in Python's standard library. */
  foreign: z.array(z.object({ ...location, module: z.string() })),
});

const surveyLimitMs = 60_000;

/** What keeps a program from being run: a file of its own that is not Python, or an import of what is not offered. */
export async function survey(
  python: Interpreter,
  source: ProgramSource,
  modules: readonly string[],
  preparation: Preparation,
): Promise<BuildProblem | null> {
  const { problem, foreign } = surveyed.parse(JSON.parse(await askPython(python, source, preparation)));
  if (problem) return problemAt(locationOf(problem), problem.message);
  const refused = foreign.find(({ module }) => !modules.includes(module));
  return refused ? problemAt(locationOf(refused), refusal(refused.module, source, modules)) : null;
}

function refusal(module: string, { entry, submission }: ProgramSource, modules: readonly string[]): string {
  const path = posix.join(posix.dirname(entry.path), module);
  const fault = faultAt(submission, `${path}.py`) ?? faultAt(submission, path);
  if (fault) return notImportable(module, describeFault(fault));
  return notOffered(module, [...modules, "Python's standard library"]);
}

function locationOf({ file, line, column }: z.infer<z.ZodObject<typeof location>>) {
  return { file, line, column };
}

function askPython(
  { executable, reads }: Interpreter,
  { entry, submission }: ProgramSource,
  { confineTool, signal }: Preparation,
): Promise<string> {
  const ownFiles = submission.files.filter(({ path }) => path.endsWith('.py'));
  const question = JSON.stringify({
    entry: entry.path,
    files: Object.fromEntries(ownFiles.map(({ path, contents }) => [path, contents.toString('base64')])),
  });
  const program = packagedFile('src/submission/python/survey.py');
  const { command, args } = confineTool({
    command: executable,
    args: ['-I', '-S', '-W', 'ignore', program],
    reads: [...reads, program],
  });
  const options = { timeout: surveyLimitMs, maxBuffer: 16 * 1024 * 1024, ...(signal && { signal }) };
  return new Promise((resolve, reject) => {
    const child = execFile(command, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (signal?.aborted) return reject(signal.reason);
      const why = stderr.trim().split('\n').at(-1) || error.message;
      reject(new GraderError('NO_PYTHON', `Python could not read ${entry.path}\n  ${why}`, { cause: error }));
    });
    // That it ended without reading is told by its exit.
    child.stdin?.on('error', () => {});
    child.stdin?.end(question);
  });
}
