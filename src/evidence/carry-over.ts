import type { Observation } from './observation.ts';

/**
 * What was observed of scenarios in earlier gradings, as the beginning of a new journal.
 *
 * The journal reads as if they had been played side by side right before everything else: each begins at 0 and keeps its own
 * order and its own times, `seq` counts from 1 without gaps, and `atMs` never decreases. How the plays of different scenarios
 * lay to each other in time is not kept: nothing is judged by that.
 */
export function carryOver(plays: readonly (readonly Observation[])[]): Observation[] {
  return plays
    .flatMap(fromItsBeginning)
    .sort((one, other) => one.atMs - other.atMs)
    .map((observation, index) => ({ ...observation, seq: index + 1 }));
}

function fromItsBeginning(play: readonly Observation[]): Observation[] {
  const beganMs = play[0]?.atMs ?? 0;
  return play.map((observation) => ({ ...observation, atMs: inTenths(observation.atMs - beganMs) }));
}

function inTenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
