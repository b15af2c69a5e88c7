/** Where graders are started to meet a fault: a working folder and a TMPDIR of their own, so that all they leave can be seen. */
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { parseJournal } from '../../src/evidence/journal.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import type { Grade } from '../../src/grade/grade.ts';
import { type RunOptions, runGrader } from '../cli/run-grader.ts';
import { eventually } from '../support/eventually.ts';
import { fixturesFolder } from '../support/fixtures.ts';

export const fixture = (name: string) => join(fixturesFolder, 'kafka-consumers', name);

export interface Scene extends AsyncDisposable {
  readonly folder: string;
  readonly temporary: string;
  at(...path: string[]): string;
  /** Lays fixtures into `class/`. */
  handIn(...names: string[]): Promise<void>;
  run(args: readonly string[], options?: RunOptions): ReturnType<typeof runGrader>;
  /** What was journalled by now, below an output folder. */
  observed(out: string): Promise<Observation[]>;
  /** Resolves with the first observation there that fulfils the condition. */
  moment(out: string, is: (observation: Observation) => boolean): Promise<Observation>;
  grade(out: string): Promise<Grade>;
  /** The JVM that was started by a grader of this scene last. */
  broker(): Promise<number>;
  /** The folders and the processes that graders of this scene have not taken away. */
  left(): Promise<{ files: string[]; processes: string[] }>;
}

export async function setScene(temporaryFolder?: string): Promise<Scene> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'grader-faults-'));
  const temporary = temporaryFolder ?? join(folder, 'tmp');
  await mkdir(temporary, { recursive: true });
  const at = (...path: string[]) => join(folder, ...path);
  const observed = async (out: string) => {
    const journal = parseJournal(await readFile(at(out, 'observations.jsonl'), 'utf8').catch(() => ''));
    return 'problem' in journal ? [] : journal.observations;
  };
  return {
    folder,
    temporary,
    at,
    handIn: async (...names) => {
      for (const name of names) await cp(fixture(name), at('class', name), { recursive: true });
    },
    run: (args, options = {}) =>
      runGrader(args, { cwd: folder, ...options, env: { TMPDIR: temporary, ...options.env } }),
    observed,
    moment: async (out, is) => {
      const seen = await eventually(
        () => observed(out),
        (observations) => observations.some(is),
        60_000,
      );
      return seen.find(is) ?? neverReached();
    },
    grade: async (out) => JSON.parse(await readFile(at(out, 'grade.json'), 'utf8')),
    broker: async () => {
      const folders = await readdir(temporary);
      const running = await Promise.all(folders.map((name) => filesIn(join(temporary, name))));
      const name = folders.find((_, index) => running[index]?.includes('server.properties'));
      return Number((await readFile(join(temporary, name ?? '', 'pids'), 'utf8')).trim());
    },
    left: async () => {
      const { stdout } = await execa('ps', ['-ww', '-eo', 'args']);
      return {
        files: await readdir(temporary),
        processes: stdout.split('\n').filter((line) => line.includes(temporary)),
      };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export const nothing = { files: [], processes: [] };

/** A consumer has printed an order: programs and Kafka are in the middle of it. */
export function printsOrder(observation: Observation): boolean {
  return observation.type === 'line' && observation.text.includes('orderId');
}

export function statusesOf({ checks }: Grade): Record<string, string> {
  return Object.fromEntries(checks.map(({ id, status }) => [id, status]));
}

/** No check of a grade that a fault came into may cost points. */
export function isBlameless({ checks }: Pick<Grade, 'checks'>): boolean {
  return checks.every(({ status }) => status === 'passed' || status === 'inconclusive');
}

function neverReached(): never {
  throw new Error('it was found a moment ago');
}

async function filesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}
