import type { Observation } from '../evidence/observation.ts';

/** What gradings in the same world showed so far, for those that follow them. */
export interface EarlierPlays {
  /** What was observed of the scenario when it was played with that the last time; null where there is nothing that lasts. */
  of(scenario: string, playedWith: string): readonly Observation[] | null;
  keep(scenario: string, playedWith: string, observations: readonly Observation[]): void;
  /** The longest that the scenario took so far; infinite where it was not played. */
  tookMs(scenario: string): number;
  /** The scenarios that the check looked at the last time; null where it was not asked. */
  lookedAt(check: string): ReadonlySet<string> | null;
  noteLook(check: string, scenarios: ReadonlySet<string>): void;
}

/** Of each scenario the last play is kept. */
export function rememberPlays(): EarlierPlays {
  const last = new Map<string, { playedWith: string; observations: readonly Observation[] }>();
  const longestMs = new Map<string, number>();
  const looks = new Map<string, ReadonlySet<string>>();
  return {
    of: (scenario, playedWith) => {
      const play = last.get(scenario);
      return play?.playedWith === playedWith ? play.observations : null;
    },
    keep: (scenario, playedWith, observations) => {
      last.set(scenario, { playedWith, observations });
      const tookMs = (observations.at(-1)?.atMs ?? 0) - (observations[0]?.atMs ?? 0);
      longestMs.set(scenario, Math.max(tookMs, longestMs.get(scenario) ?? 0));
    },
    tookMs: (scenario) => longestMs.get(scenario) ?? Number.POSITIVE_INFINITY,
    lookedAt: (check) => looks.get(check) ?? null,
    noteLook: (check, scenarios) => {
      if (scenarios.size > 0) looks.set(check, scenarios);
    },
  };
}
