import { checks } from '../../../graders/kafka-consumers/checks/index.ts';
import { judge } from '../../../src/check/judge.ts';
import type { Verdict } from '../../../src/check/verdict.ts';
import { historyFrom, type Story } from '../../support/story.ts';
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

/** The verdicts on a submission that is right but for these scenarios. */
export function verdictsOn(...otherwise: readonly Story[]): Map<string, Verdict> {
  return judge(checks, historyFrom(...grading(...otherwise)));
}

/** Every check that does not pass, with how. */
export function lossesOf(...otherwise: readonly Story[]): Record<string, string> {
  const verdicts = [...verdictsOn(...otherwise)].filter(([, { status }]) => status !== 'passed');
  return Object.fromEntries(verdicts.map(([id, verdict]) => [id, told(verdict)]));
}
