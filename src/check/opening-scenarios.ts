export interface Opening {
  /** What each check that somebody waits for looks at. */
  lookedAt: readonly ReadonlySet<string>[];
  /** The names of the scenarios that are to be played. */
  toPlay: ReadonlySet<string>;
  /** How long a scenario is expected to take; infinite where nobody knows. */
  expectedMs(scenario: string): number;
}

/** So many, in case that one of them takes longer than ever before. */
const candidates = 2;

/**
 * The scenarios to begin with, where a verdict is wanted soon and all of them at once would be in each other's way: those that
 * the checks look at which can be decided soonest. All of them where nobody knows.
 */
export function openingScenarios({ lookedAt, toPlay, expectedMs }: Opening): ReadonlySet<string> {
  const awaited = lookedAt
    .map((names) => [...names].filter((name) => toPlay.has(name)))
    .filter((names) => names.length > 0)
    .map((names) => ({ names, afterMs: Math.max(...names.map(expectedMs)) }))
    .filter(({ afterMs }) => Number.isFinite(afterMs))
    .sort((one, other) => one.afterMs - other.afterMs);
  const opening = new Map(awaited.map(({ names }) => [names.toSorted().join(), names]));
  return opening.size === 0 ? toPlay : new Set([...opening.values()].slice(0, candidates).flat());
}
