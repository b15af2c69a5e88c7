import { leaveGroupV5, metadataV12, offsetCommitV9, offsetFetchV9 } from '@platformatic/kafka';
import { nearestInt } from '../evidence/shape.ts';
import { describeGroup, type GroupDescription } from './group-description.ts';
import { type Link, openLink, refusals } from './link.ts';
import { type Appended, produce } from './produce.ts';
import { type Log, readLog } from './read-log.ts';
import type { NewRecord } from './record-batch.ts';
import { createTopic, deleteTopic, remakeTopic } from './topics.ts';

export type { GroupDescription } from './group-description.ts';
export type { Appended } from './produce.ts';
export type { Log } from './read-log.ts';

/** The grader's own Kafka client. Every call has a deadline, after which it throws BROKER_DIED. */
export interface KafkaClient extends AsyncDisposable {
  /** Resolves when every partition answers. */
  createTopic(topic: string, options: { partitions: number }): Promise<void>;
  /** The same in place of what is there of that name; false where it can be no topic's. */
  remakeTopic(topic: string, options: { partitions: number }): Promise<boolean>;
  /** With what groups have committed there; one that is not there is fine. */
  deleteTopic(topic: string): Promise<void>;
  /** Appends in order, acknowledged by all replicas; one answer per record. A value of null is a tombstone. */
  produce(
    topic: string,
    records: readonly (NewRecord & { readonly partition: number })[],
  ): Promise<readonly Appended[]>;
  /** All committed records once no transaction is under way, or has been for some seconds; joins no group. */
  readLog(topic: string): Promise<Log>;
  /** The group's committed offset of each partition by index, null where there is none. */
  committedOffsets(group: string, topic: string, partitions: number): Promise<readonly (number | null)[]>;
  /** Commits an offset of each partition, by index, for a group without members. */
  commitOffsets(group: string, topic: string, offsets: readonly number[]): Promise<void>;
  /** Classic groups and those of the new protocol (KIP-848) alike. */
  describeGroup(group: string): Promise<GroupDescription>;
  /** Takes a dead process's members out of their group; one that is already gone is fine. */
  evict(group: string, memberIds: readonly string[]): Promise<void>;
  /** Whether the broker answers at all within the deadline; never throws. */
  answers(deadlineMs: number): Promise<boolean>;
}

/** `adminAddress` is `host:port`. Throws BROKER_DIED where no broker answers. */
export async function connectClient(adminAddress: string): Promise<KafkaClient> {
  const link = openLink(adminAddress);
  await link.ask('answer', metadataV12.api, []);
  return {
    createTopic: (topic, options) => createTopic(link, topic, options),
    remakeTopic: (topic, options) => remakeTopic(link, topic, options),
    deleteTopic: (topic) => deleteTopic(link, topic),
    produce: (topic, records) => produce(link, topic, records),
    readLog: (topic) => readLog(link, topic),
    committedOffsets: (group, topic, partitions) => committedOffsets(link, group, topic, partitions),
    commitOffsets: (group, topic, offsets) => commitOffsets(link, group, topic, offsets),
    describeGroup: (group) => describeGroup(link, group),
    evict: (group, memberIds) => evict(link, group, memberIds),
    answers: (deadlineMs) => answers(adminAddress, deadlineMs),
    [Symbol.asyncDispose]: () => link[Symbol.asyncDispose](),
  };
}

async function committedOffsets(link: Link, group: string, topic: string, partitions: number) {
  const indexes = Array.from({ length: partitions }, (_, index) => index);
  const asked = { groupId: group, memberEpoch: -1, topics: [{ name: topic, partitionIndexes: indexes }] };
  const { groups } = await link.ask(`give the offsets of ${group}`, offsetFetchV9.api, [asked], false);
  const found = groups.flatMap((each) => each.topics).flatMap((each) => each.partitions);
  const committed = new Map(
    found.map(({ partitionIndex, committedOffset }) => [partitionIndex, nearestInt(Number(committedOffset))]),
  );
  return indexes.map((index) => {
    const offset = committed.get(index) ?? -1;
    return offset < 0 ? null : offset;
  });
}

/** The generation and the member id of who is in no group. */
const noGeneration = -1;
const nobody = '';

async function commitOffsets(link: Link, group: string, topic: string, offsets: readonly number[]): Promise<void> {
  const partitions = offsets.map((offset, partitionIndex) => ({
    partitionIndex,
    committedOffset: BigInt(offset),
    committedLeaderEpoch: -1,
    committedMetadata: '',
  }));
  const topics = [{ name: topic, partitions }];
  await link.ask(`commit offsets of ${group}`, offsetCommitV9.api, group, noGeneration, nobody, null, topics);
}

const goneAlready: ReadonlySet<string> = new Set(['UNKNOWN_MEMBER_ID', 'GROUP_ID_NOT_FOUND']);

async function evict(link: Link, group: string, memberIds: readonly string[]): Promise<void> {
  const members = memberIds.map((memberId) => ({ memberId, reason: 'its process is dead' }));
  try {
    await link.ask(`evict members of ${group}`, leaveGroupV5.api, group, members);
  } catch (error) {
    const names = refusals(error);
    if (names.length === 0 || !names.every((name) => goneAlready.has(name))) throw error;
  }
}

/** On a connection of its own, so that a long read does not hold it up. */
async function answers(adminAddress: string, deadlineMs: number): Promise<boolean> {
  await using link = openLink(adminAddress, deadlineMs);
  try {
    await link.ask('answer', metadataV12.api, []);
    return true;
  } catch {
    return false;
  }
}
