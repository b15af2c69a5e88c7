/**
 * What a student's program may say to the broker, API by API. What is on neither list is refused by ending the connection,
 * which is what a broker does with an API that it does not know.
 */
import { keysOf } from '../protocol/api-keys.ts';
import { readRequestPreamble } from '../protocol/message.ts';
import { isWithin } from '../protocol/versions.ts';
import { adminGuards } from './admin-guards.ts';
import { groupGuards } from './group-guards.ts';
import type { Guard, Judgement } from './guard.ts';
import type { Offence, Standpoint } from './offence.ts';
import { topicGuards } from './topic-guards.ts';

/**
 * Harmless whoever is named in it: clients need it, or it only tells what a broker is like and what things are called. Names
 * that the grader makes up are worth nothing to who knows them, since all that could be done with them is guarded.
 */
const openApis = keysOf(
  'FindCoordinator',
  'ListGroups',
  'SaslHandshake',
  'ApiVersions',
  'InitProducerId',
  'EndTxn',
  'DescribeAcls',
  'DescribeConfigs',
  'DescribeLogDirs',
  'SaslAuthenticate',
  'DescribeDelegationToken',
  'ListPartitionReassignments',
  'DescribeClientQuotas',
  'DescribeUserScramCredentials',
  'DescribeQuorum',
  'DescribeCluster',
  'GetTelemetrySubscriptions',
  'PushTelemetry',
  'ListConfigResources',
);

/** Judged by what they name, or refused with an answer that clients understand. */
const guards: ReadonlyMap<number, Guard> = new Map(
  [...topicGuards, ...groupGuards, ...adminGuards].map((guard) => [guard.api.key, guard]),
);

/** The versions that the guard of an API can read; null where it has none. */
export function guardedVersions(apiKey: number): Guard['api']['versions'] | null {
  return guards.get(apiKey)?.api.versions ?? null;
}

const passes: Judgement = { kind: 'passes', isAnswered: true };

/** Judges a request frame, whose preamble at least is there. */
export function judge(requestFrame: Buffer, standpoint: Standpoint): Judgement {
  const { apiKey, apiVersion } = readRequestPreamble(requestFrame);
  if (openApis.has(apiKey)) return passes;
  const guard = guards.get(apiKey);
  if (!guard) return brokenOff({ rule: 'forbidden', names: [], error: null });
  // A broker, too, ends the connection at a version that it doesn't know; a test holds those that it offers against the tables.
  if (!isWithin(guard.api.versions, apiVersion)) return brokenOff({ rule: 'unreadable', names: [], error: null });
  try {
    return guard.judge(requestFrame, standpoint);
  } catch {
    return brokenOff({ rule: 'unreadable', names: [], error: null });
  }
}

function brokenOff(offence: Offence): Judgement {
  return { kind: 'refused', offence, answer: null };
}
