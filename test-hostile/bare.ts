/** Attacks with nothing between them and the machine: programs as plain Node runs them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExercise } from '../src/exercises/built-in.ts';
import { removeFolder } from '../src/remove-folder.ts';
import { buildPrograms } from '../src/submission/build-programs.ts';
import { readSubmission } from '../src/submission/submission.ts';
import { layCase } from './hand-in.ts';
import type { Targets } from './trap.ts';

const { submission: shape } = await loadExercise('kafka-consumers');

export interface Bare extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly cwd: string;
  readonly stdoutFile: string;
  stdout(): Promise<string>;
  stderr(): Promise<string>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<void>;
}

/** Runs the program of a case, in an environment like that of a CI job; where nothing is said of Kafka, there is none. */
export async function runBare(
  name: string,
  role: 'consumer' | 'producer',
  { targets, brokers = '127.0.0.1:1', topic = 'test_topic' }: { targets: Targets; brokers?: string; topic?: string },
): Promise<Bare> {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-grader-run-bare-'));
  await layCase(name, join(folder, 'handed-in'), targets);
  await mkdir(join(folder, 'work'));
  const submission = await readSubmission(join(folder, 'handed-in'), shape);
  const programs = await buildPrograms(submission, shape, join(folder, 'work'), {
    report: () => {},
    confineTool: (tool) => tool,
  });
  const program = programs.byRole.get(role);
  if (program?.status !== 'ready') throw new Error(`${name} has no ${role} to run.`);
  const { command, args, cwd } = (await programs.openWorkspace('bare')).launch(program);
  const [stdoutFile, stderrFile] = [join(folder, 'stdout'), join(folder, 'stderr')];
  const streams = [openSync(stdoutFile, 'a'), openSync(stderrFile, 'a')];
  const env = { ...process.env, CI: 'true', KAFKA_BROKERS: brokers, KAFKA_TOPIC: topic, HOME: folder, TMPDIR: folder };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', ...streams] });
  for (const stream of streams) closeSync(stream);
  const ended = once(child, 'exit').then(() => undefined);
  await once(child, 'spawn');
  return {
    child,
    pid: child.pid ?? 0,
    cwd,
    stdoutFile,
    ended,
    stdout: () => readFile(stdoutFile, 'utf8'),
    stderr: () => readFile(stderrFile, 'utf8'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      await removeFolder(folder);
    },
  };
}

/** What the operating system has spent on it. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
