import type { Check } from './check.ts';

/** The names of the scenarios without which the checks of these ids, and those that they depend on, can't be judged. */
export function neededScenarios(checks: readonly Check[], ids: Iterable<string>): ReadonlySet<string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const needed = new Set(ids);
  // A set tells also of what is added to it while it is gone through.
  for (const id of needed) {
    for (const dependency of byId.get(id)?.dependsOn ?? []) needed.add(dependency);
  }
  return new Set([...needed].flatMap((id) => byId.get(id)?.scenarios ?? []));
}
