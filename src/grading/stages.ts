import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Enclosure } from '../isolation/enclosure.ts';
import { notePid, passable } from '../leftovers/run-folder.ts';
import { studentEnvironment } from '../process/student-environment.ts';
import type { Pace } from '../scenario/pace.ts';
import type { Recorder } from '../scenario/recorder.ts';
import { playScenario } from '../scenario/scenario.ts';
import { setStage } from '../scenario/stage.ts';
import type { Programs } from '../submission/build-programs.ts';
import type { Taps } from '../wiretap/tap-rack.ts';
import type { GradingOptions } from './grade-submission.ts';
import type { Life } from './life.ts';
import type { Play } from './play-scenarios.ts';
import { requireSpace } from './watch-space.ts';

export interface Staging {
  options: Omit<GradingOptions, 'folder'>;
  /** The fingerprint of what is graded: names and values are others for each. */
  sha256: string;
  /** The grading's own folder. */
  workFolder: string;
  programs: Programs;
  /** Those of the grading. */
  taps: Taps;
  enclosure: Enclosure;
  recorder: Recorder;
  pace: Pace;
  /** The grading's own. */
  life: Life;
  /** Rejects when the grading can't go on or was stopped; never resolves. */
  ended: Promise<never>;
}

/** How a scenario is played on a stage of its own in the grading's world. */
export async function openStages(staging: Staging): Promise<(play: Play) => Promise<void>> {
  const { options, sha256, workFolder, programs, taps, enclosure, recorder, pace } = staging;
  const { exercise, world, environment, seed } = options;
  const stages = join(workFolder, 'stages');
  await mkdir(stages, { mode: passable });
  const over = new Promise<unknown>((resolve) => staging.life.onEnd(resolve));
  return async ({ scenario, insisted, frontDoor, overtaken }) => {
    if (world.signal.aborted) return;
    const ended = Promise.race([staging.ended, overtaken, enclosure.failed]);
    // Whoever waits learns of it; that nobody does is no fault.
    ended.catch(() => {});
    await playScenario({
      scenario,
      insisted,
      watch: () => {
        const listening = world.heartbeat.onSilence((silentMs) => {
          const event = { source: 'harness', type: 'broker-silent', silentMs: Math.round(silentMs) } as const;
          recorder.record(event, { scenario: scenario.name, process: null });
        });
        return {
          confirm: async () => {
            requireSpace(workFolder);
            await Promise.race([world.confirmLife(), ended]);
            if (world.life.fault) throw world.life.fault;
          },
          [Symbol.dispose]: () => listening[Symbol.dispose](),
        };
      },
      openStage: async () => {
        const workspace = await programs.openWorkspace(scenario.name);
        const folder = await mkdtemp(join(stages, `${scenario.name}-`));
        await chmod(folder, passable);
        return setStage({
          scenario: scenario.name,
          folder,
          insisted,
          frontDoor,
          world: {
            recorder,
            pace,
            notePid: (pid) => notePid(workFolder, pid),
            client: world.client,
            taps,
            enclosure,
            starts: world.starts,
            measureSlowness: world.measureSlowness,
            ended,
            over,
            ...(options.onWait && { onWait: options.onWait }),
            seed: `${seed}/${sha256}`,
            environment: (given, home) => studentEnvironment({ ...given, HOME: home, TMPDIR: home }, environment),
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
      record: (event) => recorder.record(event, { scenario: scenario.name, process: null }),
    });
  };
}
