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

/** Plays a scenario to its end or until its world ends, and journals which. */
export async function playScenario(
  scenario: Scenario,
  openStage: () => Promise<OwnedStage>,
  announce: (event: { type: 'scenario-began' } | { type: 'scenario-ended'; aborted: string | null }) => void,
): Promise<void> {
  announce({ type: 'scenario-began' });
  let aborted: string | null = null;
  try {
    await using stage = await openStage();
    await scenario.play(stage);
  } catch (error) {
    const cause = firstThrown(error);
    aborted = cause instanceof Error ? cause.message : String(cause);
  }
  announce({ type: 'scenario-ended', aborted });
}
