/** Programs that run as a student's do, and what is observed of them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessEvent } from '../../src/evidence/observation.ts';
import { inShell } from '../../src/isolation/enclosure.ts';
import { asProcessGroup } from '../../src/isolation/process-group.ts';
import { type ProcessLimits, processLimits } from '../../src/process/limits.ts';
import { type ProcessOptions, type StudentProcess, startProcess } from '../../src/process/start-process.ts';
import { eventually } from './eventually.ts';

export interface WatchedProcess {
  readonly events: ProcessEvent[];
  readonly student: StudentProcess;
  lines(stream?: 'stdout' | 'stderr'): string[];
  printed(line: string): Promise<unknown>;
}

export interface Watching {
  readonly folder: string;
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<ProcessLimits>;
}

/** As no level of isolation would have it. */
export function asItself(cwd: string): ProcessOptions['confine'] {
  return async (script) => ({ ...inShell(script), cwd, descriptors: [], user: null, handling: asProcessGroup });
}

/** Runs a JavaScript program. */
export async function runProgram(program: string, watching: Watching): Promise<WatchedProcess> {
  const { folder, name = 'program' } = watching;
  await writeFile(join(folder, `${name}.mjs`), program);
  return runCommand(process.execPath, [join(folder, `${name}.mjs`)], watching);
}

export async function runCommand(
  command: string,
  args: readonly string[],
  { folder, name = 'program', env = {}, limits = {} }: Watching,
): Promise<WatchedProcess> {
  const events: ProcessEvent[] = [];
  const home = join(folder, `${name}-home`);
  await mkdir(home);
  const student = await startProcess({
    command,
    args,
    cwd: folder,
    env,
    outputFolder: join(folder, `${name}-output`),
    home,
    confine: asItself(folder),
    limits: { ...processLimits, ...limits },
    observe: (event) => events.push(event),
  });
  const lines = (stream = 'stdout') =>
    events.flatMap((event) => (event.type === 'line' && event.stream === stream ? [event.text] : []));
  return {
    events,
    student,
    lines,
    printed: (line) =>
      eventually(
        async () => lines(),
        (printed) => printed.includes(line),
      ),
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
