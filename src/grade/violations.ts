import type { History, ProcessHistory } from '../evidence/history.ts';
import type { Violation } from './grade.ts';

/** A grade is no place for a program to write to. */
const mostNames = 20;

/**
 * What the programs were refused and what limits they reached, each thing once a program, where they were played last. That
 * another program insisted on the same name just then is nobody's fault, and is not among it.
 */
export function violationsIn(history: History): Violation[] {
  const found = new Map<string, Violation>();
  for (const process of history.scenarios.flatMap(({ processes }) => processes)) {
    for (const violation of violationsOf(process)) {
      const what = violation.of === 'request' ? [violation.api, violation.rule] : [violation.limit];
      const key = JSON.stringify([violation.program, violation.of, ...what]);
      found.set(key, joined(found.get(key), violation));
    }
  }
  return [...found.values()];
}

function violationsOf({ role: program, timeline }: ProcessHistory): Violation[] {
  return [
    ...timeline
      .of('violation')
      .filter(({ rule }) => rule !== 'taken')
      .map(({ seq, api, rule, names }) => ({
        of: 'request' as const,
        program,
        api,
        rule,
        names: [...names],
        evidence: [seq],
      })),
    ...timeline
      .of('limited')
      .map(({ seq, limit, allowed }) => ({ of: 'limit' as const, program, limit, allowed, evidence: [seq] })),
  ];
}

function joined(known: Violation | undefined, more: Violation): Violation {
  const evidence = [...(known?.evidence ?? []), ...more.evidence];
  if (known?.of !== 'request' || more.of !== 'request') return { ...more, evidence };
  return { ...more, names: [...new Set([...known.names, ...more.names])].slice(0, mostNames), evidence };
}
