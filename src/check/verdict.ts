/** What a check concludes. Student faults are data: a `failed` verdict, never an exception. */
import { sentence } from './sentence.ts';

export interface Passed {
  status: 'passed';
  reason: string;
  evidence: readonly number[];
}

export interface Failed {
  status: 'failed';
  /**
   * `seen`: something was observed that must not be. `missing`: something was not observed in the time given to it, which
   * proves nothing where the broker did not answer or the machine was starved.
   */
  proof: 'seen' | 'missing';
  /** A sentence with the actual numbers and names. */
  reason: string;
  expected: string | null;
  actual: string | null;
  /** Where in the student's source the fault shows, if it is known. */
  location: Location | null;
  /** The answers that are right among those asked for, where each earns its share; null where there are no shares. */
  right: Share | null;
  evidence: readonly number[];
}

/** Less than all. */
export interface Share {
  count: number;
  of: number;
}

/** `line` and `column` count from 1, as editors do. */
export interface Location {
  file: string;
  line: number;
  column: number;
}

/** Its own evidence could not be produced because of the failure of `blockedBy`. */
export interface Skipped {
  status: 'skipped';
  reason: string;
  blockedBy: string;
  evidence: readonly number[];
}

/** The grader, the broker or the machine could not tell. */
export interface Inconclusive {
  status: 'inconclusive';
  reason: string;
  evidence: readonly number[];
}

export type Verdict = Passed | Failed | Skipped | Inconclusive;

export function passed(reason: string, evidence: readonly number[] = []): Passed {
  return { status: 'passed', reason: sentence(reason), evidence };
}

export function failed(finding: {
  proof: Failed['proof'];
  reason: string;
  expected?: string;
  actual?: string;
  location?: Location | null;
  right?: Share;
  evidence: readonly number[];
}): Failed {
  const { proof, reason, expected = null, actual = null, location = null, right = null, evidence } = finding;
  return { status: 'failed', proof, reason: sentence(reason), expected, actual, location, right, evidence };
}

export function skipped(blockedBy: string, reason: string, evidence: readonly number[] = []): Skipped {
  return { status: 'skipped', blockedBy, reason: sentence(reason), evidence };
}

export function inconclusive(reason: string, evidence: readonly number[] = []): Inconclusive {
  return { status: 'inconclusive', reason: sentence(reason), evidence };
}
