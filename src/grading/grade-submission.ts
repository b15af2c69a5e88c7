import { join } from 'node:path';
import { scenariosLookedAt } from '../check/early-verdicts.ts';
import { lastingPlays } from '../check/lasting-plays.ts';
import { neededScenarios } from '../check/needed-scenarios.ts';
import { openingScenarios } from '../check/opening-scenarios.ts';
import { undecidedScenarios } from '../check/undecided-scenarios.ts';
import { carryOver } from '../evidence/carry-over.ts';
import type { History } from '../evidence/history.ts';
import type { Observation } from '../evidence/observation.ts';
import type { Grade } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';
import { makeRunFolder } from '../leftovers/run-folder.ts';
import { removeFolder } from '../remove-folder.ts';
import { setPace } from '../scenario/pace.ts';
import { openRecorder } from '../scenario/recorder.ts';
import { buildPrograms } from '../submission/build-programs.ts';
import type { ReportPreparation } from '../submission/language.ts';
import { readSubmission, type Submission } from '../submission/submission.ts';
import type { FrontDoor } from '../wiretap/front-door.ts';
import type { EarlierPlays } from './earlier-plays.ts';
import type { Exercise } from './exercise.ts';
import { headerOf, journalPreliminaries } from './journal-preliminaries.ts';
import { judgeJournal } from './judge-journal.ts';
import { beginLifeWithin, endOf } from './life.ts';
import { lookAtWorkflows } from './look-at-workflows.ts';
import { journalFile, prepareOutput, writeGrade } from './output-folder.ts';
import { ownFrontDoors } from './own-front-doors.ts';
import { type Playing, playScenarios } from './play-scenarios.ts';
import { type Playable, playableScenarios } from './playable-scenarios.ts';
import { openStages } from './stages.ts';
import { type DecidedCheck, tellDecided } from './tell-decided.ts';
import { requireSpace, watchSpace } from './watch-space.ts';
import { type GradingWorld, slotsPerGrading } from './world.ts';

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
  /** Where the folder is graded again and again in this world, and somebody waits for the first verdict. */
  round?: Round;
}

export interface Round {
  /** What need not be played again. */
  earlier: EarlierPlays;
  tell: (decided: readonly DecidedCheck[]) => void;
}

export interface Graded {
  grade: Grade;
  observations: readonly Observation[];
  /** The fault of the grader's own world for which the grade is not final; null where it is final or there was none. */
  cutShort: GraderError | null;
}

/**
 * Grades one folder in a world. What is wrong inside the folder is graded; only the grader's own faults are thrown, and
 * the signal's reason where it was stopped: what was observed until then is in the journal. A fault that came in the middle
 * is told with the grade: what was decided by then stands.
 */
export async function gradeSubmission(options: GradingOptions): Promise<Graded> {
  return gradeAsRead(await readSubmission(options.folder, options.exercise.submission), options);
}

/** Grades what was read of a folder before, whatever the folder holds by now. */
export async function gradeAsRead(submission: Submission, options: Omit<GradingOptions, 'folder'>): Promise<Graded> {
  const { exercise, rubric, out, world, round } = options;
  const wanted = rubric.map(({ id }) => id);
  await prepareOutput(out);
  await using work = await ownedRunFolder();
  requireSpace(work.path);
  await using programs = await buildPrograms(submission, exercise.submission, work.path, {
    report: (step) => options.onPreparation?.(step),
    confineTool: world.isolation.confineTool,
    signal: world.signal,
  });
  const needed = neededScenarios(exercise.checks, wanted);
  const playable = playableScenarios(exercise, needed, programs, submission);
  const known = playable.map((each) => ({
    ...each,
    play: round?.earlier.of(each.scenario.name, each.playedWith) ?? null,
  }));
  const carried = carryOver(known.flatMap(({ play }) => (play ? [play] : [])));
  using taps = world.taps.setAside(slotsPerGrading);
  await using enclosure = await world.isolation.enclose(taps.ports);
  await using ownDoors = enclosure.network && ownFrontDoors(enclosure.network);
  using pace = setPace({ slowness: world.slowness.factor, beginsAtMs: carried.at(-1)?.atMs ?? 0 });
  const header = headerOf(submission, options);
  const workflows = await lookAtWorkflows(submission.folder, exercise.template);
  using recorder = openRecorder(join(out, journalFile), header, () => pace.nowMs());
  using life = beginLifeWithin(world.life);
  using end = endOf(life, world.signal);
  const { ended } = end;
  using _space = watchSpace(work.path, pace, life);
  using _telling = recorder.onObservation((observation) => {
    if (recorder.failure) life.end(recorder.failure);
    options.onObservation?.(observation);
  });

  recorder.carryOver(carried);
  journalPreliminaries(world.slowness, submission, workflows, programs, recorder);
  const toPlay = new Set(known.flatMap(({ scenario, play }) => (play ? [] : [scenario.name])));
  let isVerdictThere = () => {};
  const firstVerdict = new Promise<void>((resolve) => {
    isVerdictThere = resolve;
  });
  const tell = (decided: readonly DecidedCheck[]) => {
    round?.tell(decided);
    if (decided.some(({ isPlayed }) => isPlayed)) isVerdictThere();
  };
  using _told = round && tellDecided({ exercise, rubric, header, recorder, toPlay, tell });
  const first = round ? openingOf(round, options, toPlay) : toPlay;
  const playing: Playing = {
    exercise,
    scenarios: known.map(({ scenario }) => scenario),
    alreadyPlayed: new Set(known.flatMap(({ scenario, play }) => (play ? [scenario] : []))),
    first: new Set(exercise.scenarios.filter(({ name }) => first.has(name))),
    othersMayBegin: firstVerdict,
    history: recorder.history,
    pace,
    play: await openStages({
      options,
      sha256: submission.sha256,
      workFolder: work.path,
      programs,
      taps,
      enclosure,
      recorder,
      pace,
      life,
      ended,
    }),
    inWorldOf: async (insisted, work) => {
      let isPlayed = false;
      const play = (frontDoor: FrontDoor | null) => {
        isPlayed = true;
        return work(frontDoor);
      };
      try {
        await world.inWorldOf(insisted, { ownDoors, ended }, play);
      } catch (fault) {
        if (fault instanceof GraderError) life.end(fault);
        // Broken off at once: why is in the journal then.
        if (!isPlayed) await work(null);
      }
    },
  };
  await playScenarios(playing);
  const undecided = undecidedScenarios(exercise.checks, wanted, recorder.history);
  if (undecided.size > 0 && life.fault === null) await playScenarios(onceMore(playing, undecided));
  if (round) remember(round.earlier, exercise, playable, recorder.history);
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
  if (!grade.final) await world.confirmLife();
  return { grade, observations: recorder.observations, cutShort: grade.final ? null : life.fault };
}

/** Those of these names, and no other. */
function onceMore(playing: Playing, names: ReadonlySet<string>): Playing {
  const scenarios = playing.scenarios.filter(({ name }) => names.has(name));
  return { ...playing, scenarios, alreadyPlayed: new Set(), first: new Set(scenarios) };
}

function openingOf(
  { earlier }: Round,
  { rubric }: Pick<GradingOptions, 'rubric'>,
  toPlay: ReadonlySet<string>,
): ReadonlySet<string> {
  return openingScenarios({
    lookedAt: rubric.flatMap(({ id }) => earlier.lookedAt(id) ?? []),
    toPlay,
    expectedMs: (name) => earlier.tookMs(name),
  });
}

function remember(earlier: EarlierPlays, { checks }: Exercise, playable: readonly Playable[], history: History): void {
  const lasting = lastingPlays(checks, history);
  for (const { scenario, playedWith } of playable) {
    const observations = lasting.get(scenario.name);
    if (observations) earlier.keep(scenario.name, playedWith, observations);
  }
  for (const check of checks) {
    const names = scenariosLookedAt(check, history);
    // Where it looked at something that was not played, it looks at more than it needs.
    if ([...names].every((name) => lasting.has(name))) earlier.noteLook(check.id, names);
  }
}

async function ownedRunFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await makeRunFolder();
  return { path, [Symbol.asyncDispose]: () => removeFolder(path) };
}
