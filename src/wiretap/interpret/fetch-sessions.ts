/**
 * Fetch sessions (KIP-227) unfolded: within a session a request names only what changed, and the partitions that it
 * doesn't name are fetched all the same, from where they were.
 */

import type { RequestOf, ResponseOf } from '../protocol/api.ts';
import type { fetch } from '../protocol/apis/fetch.ts';
import type { Position } from './positions.ts';
import { partitionKey, type TopicReference } from './topic-names.ts';

/** One partition that a request fetches, named in it or not. */
interface FetchedPartition {
  readonly topic: TopicReference;
  readonly partition: number;
  readonly offset: number;
  /** Null while its topic has no name. */
  position: Position | null;
}

/** By partition key. */
type FetchedPartitions = Map<string, FetchedPartition>;

/** The fetch sessions of one process. */
export interface FetchSessions {
  /** All partitions that this request fetches: those of its session, which go on with the next request. */
  unfold(request: RequestOf<typeof fetch>): FetchedPartitions;
  /** Notes the session that an answer opened or refused. */
  answered(request: RequestOf<typeof fetch>, fetched: FetchedPartitions, response: ResponseOf<typeof fetch>): void;
}

/** The epoch of a request that wants a new session; later ones count up, and -1 wants none. */
const openingEpoch = 0;

/** Whoever fetches more, or in more sessions, is known by what the requests name alone. */
const mostPartitions = 200;
const mostSessions = 100;

export function fetchSessions(): FetchSessions {
  const sessions = new Map<number, FetchedPartitions>();

  /** Each request goes through all partitions of its session, and may name a session of its own. */
  function keep(sessionId: number, fetched: FetchedPartitions): void {
    sessions.delete(sessionId);
    if (fetched.size <= mostPartitions) sessions.set(sessionId, fetched);
    const [oldest] = sessions.keys();
    if (sessions.size > mostSessions && oldest !== undefined) sessions.delete(oldest);
  }

  return {
    unfold(request) {
      const sessionId = request.sessionId ?? 0;
      const isIncremental = (request.sessionEpoch ?? -1) > openingEpoch;
      const known = isIncremental ? sessions.get(sessionId) : undefined;
      const fetched: FetchedPartitions = known ?? new Map();
      for (const topic of request.forgottenTopics ?? []) {
        for (const partition of topic.partitions) fetched.delete(partitionKey(topic, partition));
      }
      for (const topic of request.topics) {
        for (const { partition, fetchOffset: offset } of topic.partitions) {
          fetched.set(partitionKey(topic, partition), { topic, partition, offset, position: null });
        }
      }
      if (isIncremental) keep(sessionId, fetched);
      else sessions.delete(sessionId);
      return fetched;
    },
    answered(request, fetched, response) {
      if (response.errorCode) sessions.delete(request.sessionId ?? 0);
      else if (request.sessionEpoch === openingEpoch && response.sessionId) keep(response.sessionId, fetched);
    },
  };
}
