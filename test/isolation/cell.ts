/** A program behind walls, without a scenario around it. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessEvent } from '../../src/evidence/observation.ts';
import type { Enclosure, Isolation } from '../../src/isolation/enclosure.ts';
import { processLimits } from '../../src/process/limits.ts';
import { type Exit, type StudentProcess, startProcess } from '../../src/process/start-process.ts';
import { eventually } from '../support/eventually.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** Of the only tap. */
export const tapPort = 29_092;

export interface Ran {
  readonly exit: Exit;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
  readonly events: readonly ProcessEvent[];
}

export async function openCell(isolation: Isolation, reads: readonly string[] = []) {
  const folder = await makeTemporaryFolder();
  await chmod(folder.path, 0o711);
  const [cwd, home, notes] = [join(folder.path, 'work'), join(folder.path, 'home'), join(folder.path, 'notes')];
  for (const path of [cwd, home, notes]) await mkdir(path);
  for (const path of [cwd, home]) await chmod(path, 0o777);
  const enclosure = await isolation.enclose([tapPort]);
  let started = 0;

  const startIn = async (enclosure: Enclosure, source: string, env: Record<string, string> = {}) => {
    started += 1;
    const program = join(cwd, `program-${started}.mjs`);
    await writeFile(program, source);
    const events: ProcessEvent[] = [];
    const student: StudentProcess = await startProcess({
      ...{ command: process.execPath, args: [program], cwd, env },
      home,
      outputFolder: join(folder.path, `output-${started}`),
      // So that the walls are what holds.
      limits: { ...processLimits, processes: 10_000 },
      confine: (command) =>
        enclosure.confine({ ...command, cwd, home, notes, reads: [process.execPath, ...reads], tapPort }),
      observe: (event) => events.push(event),
    });
    const linesOf = (stream: string) =>
      events.flatMap((event) => (event.type === 'line' && event.stream === stream ? [event.text] : []));
    return {
      student,
      events: (): readonly ProcessEvent[] => events,
      lines: () => linesOf('stdout'),
      errors: () => linesOf('stderr'),
      printed: (line: string) =>
        eventually(
          async () => linesOf('stdout'),
          (lines) => lines.includes(line),
        ),
    };
  };
  const start = (source: string, env: Record<string, string> = {}) => startIn(enclosure, source, env);
  return {
    cwd,
    home,
    enclosure,
    start,
    /** In another enclosure than the cell's own. */
    startIn,
    /** Runs a program to its end. */
    run: async (source: string, env: Record<string, string> = {}): Promise<Ran> => {
      const { student, lines, errors, events } = await start(source, env);
      await using _ = student;
      const exit = await student.exited;
      return { exit, lines: lines(), errors: errors(), events: events() };
    },
    [Symbol.asyncDispose]: async () => {
      await enclosure[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export type Cell = Awaited<ReturnType<typeof openCell>>;
