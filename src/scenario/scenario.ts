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

/** Looks after the world around a scenario from its beginning on, until disposed. */
export interface Watch extends Disposable {
  /** Rejects with why what was played says nothing. */
  confirm(): Promise<void>;
}

export interface Playbill {
  scenario: Scenario;
  insisted: Insisted | null;
  watch(): Watch;
  openStage(): Promise<OwnedStage>;
  record(event: HarnessEvent): void;
}

/** Plays a scenario to its end or until its world ends, and journals which. */
export async function playScenario({ scenario, insisted, watch, openStage, record }: Playbill): Promise<void> {
  record({ source: 'harness', type: 'scenario-began', insisted });
  let aborted: string | null = null;
  let again = false;
  try {
    using watched = watch();
    await using stage = await openStage();
    await scenario.play(stage);
    await watched.confirm();
  } catch (error) {
    const cause = firstThrown(error);
    // Further lines are advice, for people who see the end of the grading.
    aborted = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
    again = cause instanceof Overtaken;
  }
  record({ source: 'harness', type: 'scenario-ended', aborted, again });
}
