/** Waiting for a consumer to commit. */
import type { Stage, Wait } from 'kafka-grader';
import { processOf } from '../../../orders/scenarios/waits/process.ts';
import { patience } from '../patience.ts';

/** It was killed at its next commit, or has had the time in which consumers commit that do so by the clock. */
export function hasEndedOrCommits(stage: Stage, name: string): Wait {
  const process = processOf(stage, name);
  return {
    what: `${name} commits`,
    deadlineMs: patience.commitMs,
    holds: () => !process.isRunning,
    seen: () => `${process.timeline.of('commit-sent').length} offsets were committed`,
  };
}
