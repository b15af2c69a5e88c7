import type { Observation } from '../../src/evidence/observation.ts';

interface Told {
  status: 'passed' | 'failed' | 'skipped' | 'inconclusive';
  reason: string;
  evidence: readonly number[];
}

/** What is wrong with how verdicts are told: each is a sentence, proven by observations that there are. */
export function flawsOf(
  verdicts: Iterable<readonly [id: string, Told]>,
  observations: readonly Observation[],
): string[] {
  const known = new Set(observations.map(({ seq }) => seq));
  return [...verdicts].flatMap(([id, { status, reason, evidence }]) => {
    const flaws = [
      /^[\p{Lu}\d]/u.test(reason) ? null : 'does not begin like a sentence',
      /[.…]$/.test(reason) && !/[^.]\.\.$/.test(reason) ? null : 'does not end like a sentence',
      status !== 'inconclusive' && evidence.length === 0 ? 'has no evidence' : null,
      evidence.every((seq) => known.has(seq)) ? null : 'has evidence that nobody saw',
    ];
    return flaws.flatMap((flaw) => (flaw === null ? [] : `${id} ${status} ${flaw}: ${reason}`));
  });
}
