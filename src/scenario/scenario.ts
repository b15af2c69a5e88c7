import type { HarnessEvent, Insisted } from '../evidence/observation.ts';
import { firstThrown } from '../first-thrown.ts';
import type { OwnedStage, Stage } from './stage.ts';

/** A story that is played once per grading and serves many checks. */
export interface Scenario {
  name: string;
  /** The programs that it starts: it is not played where one of them can't be run. */
  programs: readonly string[];
  play(stage: Stage): Promise<void>;
}

export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}

/** Why a scenario is broken off to be begun again: what was played of it says nothing. */
export class Overtaken extends Error {}

/** Plays a scenario to its end or until its world ends, and journals which. */
export async function playScenario(
  scenario: Scenario,
  insisted: Insisted | null,
  openStage: () => Promise<OwnedStage>,
  record: (event: HarnessEvent) => void,
): Promise<void> {
  record({ source: 'harness', type: 'scenario-began', insisted });
  let aborted: string | null = null;
  let again = false;
  try {
    await using stage = await openStage();
    await scenario.play(stage);
  } catch (error) {
    const cause = firstThrown(error);
    aborted = cause instanceof Error ? cause.message : String(cause);
    again = cause instanceof Overtaken;
  }
  record({ source: 'harness', type: 'scenario-ended', aborted, again });
}
