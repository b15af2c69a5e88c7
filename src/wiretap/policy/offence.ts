import type { WireEvent } from '../../evidence/observation.ts';
import type { TopicNames, TopicReference } from '../interpret/topic-names.ts';
import { errorCodes } from './error-codes.ts';
import type { Estate, Kind } from './estates.ts';

export type Rule = (WireEvent & { type: 'violation' })['rule'];

/** Why a request is refused, what it named, and the error that it is answered with. */
export interface Offence {
  readonly rule: Rule;
  readonly names: readonly string[];
  /** Null where there is no answer: the connection is ended instead. */
  readonly error: number | null;
}

/** What a request is judged by: whose it is, and the names of topic ids. */
export interface Standpoint {
  readonly estate: Estate;
  readonly topics: TopicNames;
  /** Where clients find the broker, which Metadata answers have to say. */
  readonly address: { readonly host: string; readonly port: number };
}

/** What no program may do to topics, whosever they are. */
export function forbiddenForTopics(names: readonly string[]): Offence {
  return { rule: 'forbidden', names, error: errorCodes.topicAuthorizationFailed };
}

/** What no program may do to groups, whosever they are. */
export function forbiddenForGroups(names: readonly string[]): Offence {
  return { rule: 'forbidden', names, error: errorCodes.groupAuthorizationFailed };
}

/** That a request names groups of others; null where it names none. */
export function groupsOfOthers(groups: readonly string[], { estate }: Standpoint): Offence | null {
  return offenceBy('group', groups, estate, errorCodes.groupAuthorizationFailed);
}

/**
 * That a request names topics of others; null where it names none. An id that no Metadata answer has told is nobody's: it
 * can't be guessed, and is told nowhere else.
 */
export function topicsOfOthers(named: readonly TopicReference[], standpoint: Standpoint): Offence | null {
  const names = namesOf(named, standpoint);
  return offenceBy('topic', names, standpoint.estate, errorCodes.topicAuthorizationFailed);
}

export function namesOf(named: readonly TopicReference[], { topics }: Pick<Standpoint, 'topics'>): string[] {
  return named.flatMap(({ name, topicId }) => name ?? topics.nameOf(topicId ?? '') ?? []);
}

function offenceBy(kind: Kind, names: readonly string[], estate: Estate, error: number): Offence | null {
  const foreign = names.filter((name) => estate.standing(kind, name) === 'foreign');
  if (foreign.length > 0) return { rule: 'foreign', names: foreign, error };
  const taken = names.filter((name) => estate.standing(kind, name) === 'taken');
  return taken.length > 0 ? { rule: 'taken', names: taken, error } : null;
}
