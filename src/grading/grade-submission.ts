import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { neededScenarios } from '../check/needed-scenarios.ts';
import type { JournalHeader } from '../evidence/journal.ts';
import type { Observation } from '../evidence/observation.ts';
import type { Grade } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import { makeRunFolder, notePid } from '../leftovers/run-folder.ts';
import { studentEnvironment } from '../process/student-environment.ts';
import { setPace } from '../scenario/pace.ts';
import { openRecorder, type Recorder } from '../scenario/recorder.ts';
import { playScenario, type Scenario } from '../scenario/scenario.ts';
import type { Slowness } from '../scenario/slowness.ts';
import { setStage } from '../scenario/stage.ts';
import { buildPrograms, type Programs } from '../submission/build-programs.ts';
import type { ReportPreparation } from '../submission/language.ts';
import { readSubmission, type Submission } from '../submission/submission.ts';
import type { Exercise } from './exercise.ts';
import { judgeJournal } from './judge-journal.ts';
import { journalFile, prepareOutput, writeGrade } from './output-folder.ts';
import { type Play, playScenarios } from './play-scenarios.ts';
import type { GradingWorld } from './world.ts';

export interface GradingOptions {
  exercise: Exercise;
  /** The checks that are asked for: only the scenarios that they need are played. */
  rubric: Rubric;
  folder: string;
  /** Where `grade.json` and `observations.jsonl` go. */
  out: string;
  world: GradingWorld;
  seed: string;
  graderVersion: string;
  environment: NodeJS.ProcessEnv;
  /** Told of what is made, once, before programs can be built, for progress. */
  onPreparation?: ReportPreparation;
  /** Told of every observation as it is made, for progress. */
  onObservation?: (observation: Observation) => void;
  /** Told of what a scenario begins to wait for, for progress. */
  onWait?: (scenario: string, what: string) => void;
}

export interface Graded {
  grade: Grade;
  observations: readonly Observation[];
}

/**
 * Grades one folder in a world. What is wrong inside the folder is graded; only the grader's own faults are thrown, and
 * the signal's reason where it was stopped: what was observed until then is in the journal.
 */
export async function gradeSubmission(options: GradingOptions): Promise<Graded> {
  const { exercise, rubric, folder, out, world } = options;
  const submission = await readSubmission(folder, exercise.submission);
  await prepareOutput(out);
  await using work = await ownedRunFolder();
  const stages = join(work.path, 'stages');
  await mkdir(stages);
  await using programs = await buildPrograms(submission, exercise.submission, work.path, {
    report: (step) => options.onPreparation?.(step),
    signal: world.signal,
  });
  using pace = setPace({ slowness: world.slowness.factor });
  const header = headerOf(submission, options);
  using recorder = openRecorder(join(out, journalFile), header, () => pace.nowMs());
  using _telling = recorder.onObservation((observation) => options.onObservation?.(observation));

  recordSlowness(world.slowness, recorder);
  recordTexts(submission, recorder);
  recordUnavailable(programs, recorder);
  const needed = neededScenarios(
    exercise.checks,
    rubric.map(({ id }) => id),
  );
  const playable = exercise.scenarios.filter((scenario) => needed.has(scenario.name) && canPlay(scenario, programs));
  await playScenarios({
    exercise,
    scenarios: playable,
    history: recorder.history,
    pace,
    play,
    inWorldOf: (insisted, work) => world.inWorldOf(insisted, work),
  });
  world.signal.throwIfAborted();
  if (recorder.failure) throw recorder.failure;
  const grade = judgeJournal({
    exercise,
    rubric,
    header,
    history: recorder.history,
    endedAtMs: recorder.observations.at(-1)?.atMs ?? 0,
  });
  await writeGrade(out, grade);
  return { grade, observations: recorder.observations };

  async function play({ scenario, insisted, frontDoor, overtaken }: Play): Promise<void> {
    const ended = Promise.race([world.ended, overtaken]);
    // Whoever waits learns of it; that nobody does is no fault.
    ended.catch(() => {});
    await playScenario(
      scenario,
      insisted,
      async () => {
        const workspace = await programs.openWorkspace(scenario.name);
        return setStage({
          scenario: scenario.name,
          folder: await mkdtemp(join(stages, `${scenario.name}-`)),
          insisted,
          frontDoor,
          world: {
            recorder,
            pace,
            notePid: (pid) => notePid(work.path, pid),
            client: world.client,
            taps: world.taps,
            measureSlowness: world.measureSlowness,
            ended,
            ...(options.onWait && { onWait: options.onWait }),
            seed: `${options.seed}/${submission.sha256}`,
            environment: (given, home) =>
              studentEnvironment({ ...given, HOME: home, TMPDIR: home }, options.environment),
          },
          variablesOf: exercise.variablesOf,
          linesThatMatter: (text) => exercise.recordIdsIn(text).length > 0,
          startable: (role) => {
            const program = programs.byRole.get(role);
            if (program?.status !== 'ready') throw new Error(`the program ${role} can't be run`);
            return workspace.launch(program);
          },
        });
      },
      (event) => recorder.record(event, { scenario: scenario.name, process: null }),
    );
  }
}

async function ownedRunFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await makeRunFolder();
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function headerOf(
  submission: Submission,
  { exercise, rubric, seed, graderVersion, world }: GradingOptions,
): JournalHeader {
  const { id, sha256, commit } = submission;
  return {
    schema: 'kafka-grader/observations/v1',
    exercise: exercise.id,
    submission: { id, sha256, commit },
    graderVersion,
    seed,
    isolation: 'process',
    node: process.version,
    broker: { kind: world.broker.kind, version: world.broker.version },
    startedAt: new Date().toISOString(),
    only: rubric.length < exercise.rubric.length ? rubric.map(({ id }) => id) : null,
  };
}

function recordTexts({ texts }: Submission, recorder: Recorder): void {
  for (const [name, text] of texts) {
    const place = { scenario: null, process: null };
    switch (text.status) {
      case 'read':
        recorder.record({ source: 'harness', type: 'text-read', name, path: text.path, text: text.text }, place);
        break;
      case 'unavailable':
        recorder.record({ source: 'harness', type: 'text-unavailable', name, reason: text.reason }, place);
        break;
    }
  }
}

function recordSlowness({ emptyProgramMs, factor }: Slowness, recorder: Recorder): void {
  recorder.record(
    { source: 'harness', type: 'calibrated', emptyProgramMs, slowness: factor },
    { scenario: null, process: null },
  );
}

function recordUnavailable(programs: Programs, recorder: Recorder): void {
  for (const program of programs.byRole.values()) {
    if (program.status === 'ready') continue;
    const { role, reason, location } = program;
    recorder.record(
      { source: 'harness', type: 'program-unavailable', role, reason, location },
      { scenario: null, process: null },
    );
  }
}

function canPlay(scenario: Scenario, programs: Programs): boolean {
  return scenario.programs.every((role) => programs.byRole.get(role)?.status === 'ready');
}
