import type { Observation } from '../../evidence/observation.ts';
import type { ReportedCheck, Witness } from '../report.ts';
import { say } from './say.ts';
import type { Story } from './story.ts';

/** More of one check's evidence is not told in words; the drawings mark all of it. */
export const mostWitnesses = 10;

/** What the evidence of these checks says, each observation once, in the journal's order. */
export function witnessesOf(
  checks: readonly ReportedCheck[],
  observations: readonly Observation[],
  stories: readonly Story[],
): Witness[] {
  const begin = new Map(stories.map(({ scenario, fromMs }) => [scenario, fromMs]));
  const told = new Set(
    checks.flatMap((check) => (check.shown === 'whole' ? check.evidence.slice(0, mostWitnesses) : [])),
  );
  return [...told]
    .sort((one, other) => one - other)
    .flatMap((seq) => observations[seq - 1] ?? [])
    .map((observation) => {
      const { seq, atMs, scenario, process, source, type } = observation;
      const speaker = process ?? (source === 'log' || type === 'described' ? null : 'the grader');
      return {
        seq,
        atMs: Math.max(0, atMs - (begin.get(scenario ?? '') ?? 0)),
        scenario,
        says: [speaker, say(observation)].filter((part) => part !== null).join(' '),
      };
    });
}
