import type { WireEvent } from '../../evidence/observation.ts';
import { apiName } from '../protocol/api-keys.ts';
import type { Allowed, Limit } from './limits.ts';
import type { Offence } from './offence.ts';

/** Says of one process what was refused it and what it came up against: each thing once, since programs try again. */
export interface Complaints {
  violation(apiKey: number, offence: Offence): void;
  /** What it sent is not a request of Kafka's protocol. */
  noRequest(): void;
  limit(limit: Limit): void;
}

/** What is said of one process at most: a journal is no place to write to. */
const mostViolations = 100;
const mostNames = 10;
/** Kafka's own limit for a topic's name. */
const nameCharacters = 249;

export function complaints(allowed: Allowed, observe: (event: WireEvent) => void): Complaints {
  const violations = new Set<string>();
  const reached = new Set<Limit>();

  function say(api: string, offence: Offence): void {
    const names = offence.names.slice(0, mostNames).map((name) => name.slice(0, nameCharacters));
    const { rule, error } = offence;
    const said = JSON.stringify([api, rule, names]);
    if (violations.has(said) || violations.size === mostViolations) return;
    violations.add(said);
    observe({ source: 'wire', type: 'violation', api, rule, names, error });
  }

  return {
    violation: (apiKey, offence) => say(apiName(apiKey), offence),
    noRequest: () => say('none', { rule: 'unreadable', names: [], error: null }),
    limit(limit) {
      if (reached.has(limit)) return;
      reached.add(limit);
      observe({ source: 'wire', type: 'limited', limit, allowed: allowed[limit] });
    },
  };
}
