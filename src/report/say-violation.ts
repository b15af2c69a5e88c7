/** What a program asked of Kafka and was refused, in words. */
import type { Grade, Violation } from '../grade/grade.ts';
import { plain } from './plain.ts';

/** What stands before them. */
export const refusedNotice = 'Some of what the programs asked of Kafka was refused or slowed down. It costs no points.';

const mostNames = 3;

/** A sentence each. */
export function sayViolations({ violations }: Pick<Grade, 'violations'>): string[] {
  return violations.map((violation) => plain(`The ${violation.program} ${clauseOf(violation)}.`));
}

function clauseOf(violation: Violation): string {
  switch (violation.of) {
    case 'request':
      return `${sayAttempt(violation)}: refused`;
    case 'limit':
      return sayLimit(violation);
  }
}

type Attempt = Pick<Violation & { of: 'request' }, 'api' | 'rule' | 'names'>;

/** `tried to delete topics (orders-1f09ab)`. */
export function sayAttempt({ api, rule, names }: Attempt): string {
  if (rule === 'unreadable') return "sent something that is no request of this Kafka's protocol";
  return `tried to ${deeds[api] ?? `use ${api}`}${owners[rule]}${listed(names)}`;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - mostNames;
  return ` (${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

const owners = {
  forbidden: '',
  foreign: ' that were made for others',
  taken: ' that others use just now',
} as const;

/** By Kafka's name of the API. */
const deeds: Readonly<Record<string, string>> = {
  CreateTopics: 'create topics',
  DeleteTopics: 'delete topics',
  DeleteRecords: 'delete records',
  CreatePartitions: 'add partitions',
  AlterConfigs: 'change configurations',
  IncrementalAlterConfigs: 'change configurations',
  DeleteGroups: 'delete groups',
  OffsetDelete: 'delete the offsets of groups',
  ListTransactions: 'list the transactions of all',
  Produce: 'write to topics',
  AddPartitionsToTxn: 'write to topics',
  Fetch: 'read topics',
  ListOffsets: 'look up topics',
  Metadata: 'look up topics',
  OffsetForLeaderEpoch: 'look up topics',
  DescribeTopicPartitions: 'look up topics',
  JoinGroup: 'join groups',
  SyncGroup: 'join groups',
  Heartbeat: 'join groups',
  ConsumerGroupHeartbeat: 'join groups',
  LeaveGroup: 'take members out of groups',
  OffsetCommit: 'commit offsets of groups',
  TxnOffsetCommit: 'commit offsets of groups',
  AddOffsetsToTxn: 'commit offsets of groups',
  OffsetFetch: 'read groups',
  DescribeGroups: 'read groups',
  ConsumerGroupDescribe: 'read groups',
};

/** `opened more than 64 connections at a time: the others were refused`. */
export function sayLimit({ limit, allowed }: Pick<Violation & { of: 'limit' }, 'limit' | 'allowed'>): string {
  switch (limit) {
    case 'connections':
      return `opened more than ${allowed} connections at a time: the others were refused`;
    case 'request-bytes':
      return `sent a request of more than ${mebibytes(allowed)}: its connection was ended`;
    case 'sent-bytes':
      return `sent more than ${mebibytes(allowed)}: its connections were ended`;
    case 'sent-bytes-per-second':
      return `sent more than ${mebibytes(allowed)} a second: it was slowed down`;
    case 'received-bytes-per-second':
      return `read more than ${mebibytes(allowed)} a second: it was slowed down`;
    case 'requests-per-second':
      return `sent more than ${allowed} requests a second: it was slowed down`;
  }
}

function mebibytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}
