import { consumerGroupDescribeV0, createAPI, describeGroupsV5, Reader, ResponseError } from '@platformatic/kafka';
import { type Link, refusals } from './link.ts';

/** A group as its coordinator sees it; `state` is Kafka's name of it, `Dead` for a group that isn't there. */
export interface GroupDescription {
  readonly state: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly partitions: readonly { readonly topic: string; readonly partition: number }[];
  }[];
}

/** Describes a classic group, or one of the new protocol (KIP-848), which the classic request calls dead. */
export async function describeGroup(link: Link, group: string): Promise<GroupDescription> {
  const { groups } = await link.ask(`describe the group ${group}`, describeGroupsV5.api, [group], false);
  const [described] = groups;
  if (!described || described.groupState === 'Dead') return describeNewGroup(link, group);
  return {
    state: described.groupState,
    members: described.members.map(({ memberId, memberAssignment }) => ({
      memberId,
      partitions: decodeAssignment(memberAssignment),
    })),
  };
}

async function describeNewGroup(link: Link, group: string): Promise<GroupDescription> {
  try {
    return await link.ask(`describe the group ${group}`, describeConsumerGroup, group);
  } catch (error) {
    if (refusals(error).includes('GROUP_ID_NOT_FOUND')) return { state: 'Dead', members: [] };
    throw error;
  }
}

/**
 * `ConsumerProtocolAssignment`: version, topics with partitions, user data. A member without partitions may have no bytes at all.
 * The group's leader wrote it, and the broker never looked: what is something else assigns nothing.
 */
export function decodeAssignment(bytes: Buffer): GroupDescription['members'][number]['partitions'] {
  try {
    return bytes.length === 0 ? [] : readAssignmentOfLeader(bytes);
  } catch {
    return [];
  }
}

function readAssignmentOfLeader(bytes: Buffer) {
  const reader = Reader.from(bytes);
  reader.readInt16();
  const topics = reader.readArray(
    (entry) => ({
      topic: entry.readString(false),
      partitions: entry.readArray((each) => each.readInt32(), false, false),
    }),
    false,
    false,
  );
  return topics.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}

/** ConsumerGroupDescribe of one group; the library's own reader misreads a group that has members. */
const describeConsumerGroup = createAPI<[group: string], GroupDescription>(
  consumerGroupDescribeV0.api.key,
  consumerGroupDescribeV0.api.version,
  (group: string) => consumerGroupDescribeV0.createRequest([group], false),
  (_correlationId, apiKey, apiVersion, reader) => {
    reader.readInt32();
    const [described] = reader.readArray((group) => readGroup(group));
    if (!described) throw new Error('A group was described by nothing.');
    const { errorCode, state, members } = described;
    if (errorCode !== 0) throw new ResponseError(apiKey, apiVersion, { '/groups/0': [errorCode, null] }, described);
    return { state, members };
  },
);

function readGroup(group: Reader) {
  const errorCode = group.readInt16();
  group.readNullableString();
  group.readString();
  const state = group.readString();
  group.readInt32();
  group.readInt32();
  group.readString();
  const members = group.readArray((member) => readMember(member));
  group.readInt32();
  return { errorCode, state, members };
}

function readMember(member: Reader) {
  const memberId = member.readString();
  member.readNullableString();
  member.readNullableString();
  member.readInt32();
  member.readString();
  member.readString();
  member.readArray((each) => each.readString(), true, false);
  member.readNullableString();
  const partitions = readAssignment(member);
  readAssignment(member);
  return { memberId, partitions };
}

function readAssignment(member: Reader) {
  const topics = member.readArray((entry) => {
    entry.readUUID();
    return { topic: entry.readString(), partitions: entry.readArray((each) => each.readInt32(), true, false) };
  });
  member.readTaggedFields();
  return topics.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}
