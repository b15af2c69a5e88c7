import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../cache/cache-folder.ts';
import { fillOnce } from '../../cache/fill-once.ts';
import { GraderError } from '../../grader-error.ts';
import type { Preparation } from '../language.ts';
import { findPython, howToInstallPython, oldestPythonVersion } from './find-python.ts';

const installLimitMs = 10 * 60_000;

export interface Interpreter {
  readonly executable: string;
  /** The folders that it is made of. */
  readonly reads: readonly string[];
}

/**
 * The Python of a virtual environment with exactly these requirements, made once for this machine's Python.
 * NO_PYTHON where it can't be made.
 */
export async function virtualEnvironment(
  requirements: string,
  { report, signal }: Omit<Preparation, 'confineTool'>,
): Promise<Interpreter> {
  const python = await findPython();
  if (python.state === 'missing') {
    throw noPython('No Python to run this submission with', python.why, [
      `Install Python ${oldestPythonVersion} or newer (${howToInstallPython}); \`kafka-grader doctor\` shows what is found.`,
    ]);
  }
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .update(python.build)
    .digest('hex');
  const folder = join(cacheFolder(), 'python', digest.slice(0, 12));
  await fillOnce(folder, signal, async (unfinished) => {
    report({ what: "the packages for Python programs, from pip's package index", into: folder });
    await install(python.executable, requirements, unfinished, signal);
  });
  // Programs may run as another user than the one who made it.
  await chmod(folder, 0o755);
  return { executable: interpreterIn(folder), reads: [folder, python.home] };
}

function interpreterIn(folder: string): string {
  return join(folder, 'bin', 'python');
}

/** Nothing is compiled, and nothing is taken that differs from what the requirements were pinned to. */
async function install(
  python: string,
  requirements: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { timeout: installLimitMs, ...(signal && { signal }) };
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  const exactly = ['--require-hashes', '--only-binary', ':all:', '--requirement', requirements];
  try {
    await promisify(execFile)(python, ['-I', '-m', 'venv', folder], options);
    await promisify(execFile)(interpreterIn(folder), ['-I', ...pip, ...exactly], options);
  } catch (error) {
    signal?.throwIfAborted();
    const advice = `${requirements} names them. Try again when the package index can be reached.`;
    throw noPython('The packages for Python programs could not be installed', reasonIn(error), [advice]);
  }
}

/** The first line that pip itself calls an error, else the last that anything was said in. */
function reasonIn(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const said = lines.find((line) => line.startsWith('ERROR: ')) ?? lines.at(-1) ?? String(error);
  return said.replace(/^ERROR: /, '').trim();
}

function noPython(what: string, why: string, advice: readonly string[]): GraderError {
  return new GraderError('NO_PYTHON', [what, ...[why, ...advice].map((line) => `  ${line}`)].join('\n'));
}
