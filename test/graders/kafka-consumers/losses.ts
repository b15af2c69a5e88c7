import { expect } from 'vitest';
import { checks } from '../../../graders/kafka-consumers/checks/index.ts';
import { judge } from '../../../src/check/judge.ts';
import type { Verdict } from '../../../src/check/verdict.ts';
import { historyOf } from '../../../src/evidence/history.ts';
import { flawsOf } from '../../support/flaws.ts';
import { observationsOf, type Story } from '../../support/story.ts';
import { grading } from './stories.ts';

function told(verdict: Verdict): string {
  switch (verdict.status) {
    case 'passed':
    case 'failed':
      return verdict.status;
    case 'skipped':
      return `skipped by ${verdict.blockedBy}`;
    case 'inconclusive':
      return `inconclusive: ${verdict.reason}`;
  }
}

/** The verdicts on a submission that is right but for these scenarios; each must be told as verdicts are. */
export function verdictsOn(...otherwise: readonly Story[]): Map<string, Verdict> {
  const observations = observationsOf(...grading(...otherwise));
  const verdicts = judge(checks, historyOf(observations));
  expect(flawsOf(verdicts, observations)).toEqual([]);
  return verdicts;
}

/** Every check that does not pass, with how. */
export function lossesAmong(verdicts: ReadonlyMap<string, Verdict>): Record<string, string> {
  const lost = [...verdicts].filter(([, { status }]) => status !== 'passed');
  return Object.fromEntries(lost.map(([id, verdict]) => [id, told(verdict)]));
}

export function lossesOf(...otherwise: readonly Story[]): Record<string, string> {
  return lossesAmong(verdictsOn(...otherwise));
}
