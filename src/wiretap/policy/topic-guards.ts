/** Topics of others can't be read, written or looked up. Of one that nobody has made, the broker says that it is unknown. */
import { addPartitionsToTxn } from '../protocol/apis/add-partitions-to-txn.ts';
import { describeTopicPartitions } from '../protocol/apis/describe-topic-partitions.ts';
import { fetch } from '../protocol/apis/fetch.ts';
import { listOffsets } from '../protocol/apis/list-offsets.ts';
import { metadata } from '../protocol/apis/metadata.ts';
import { offsetForLeaderEpoch } from '../protocol/apis/offset-for-leader-epoch.ts';
import { produce } from '../protocol/apis/produce.ts';
import { type Guard, guard } from './guard.ts';
import { forbiddenForTopics, type Standpoint, topicsOfOthers } from './offence.ts';

const noTopicId = '0'.repeat(32);
const noOperations = -(2 ** 31);
const throttleTimeMs = 0;
/** The only one, `node.id` in its settings. */
const brokerId = 1;

interface ByName {
  readonly topics: readonly { readonly name: string }[];
}

const byName = {
  offence: ({ topics }: ByName, at: Standpoint) =>
    topicsOfOthers(
      topics.map(({ name }) => ({ name, topicId: null })),
      at,
    ),
};

export const topicGuards: readonly Guard[] = [
  guard(produce, {
    offence: ({ topics }, at) => topicsOfOthers(topics, at),
    isAnswered: ({ acks }) => acks !== 0,
    refusal: ({ topics }, errorCode) => ({
      topics: topics.map(({ partitions, ...topic }) => ({
        ...topic,
        partitions: partitions.map(({ partition }) => ({
          partition,
          errorCode,
          baseOffset: -1,
          logAppendTimeMs: -1,
          logStartOffset: -1,
          recordErrors: [],
          errorMessage: null,
          currentLeader: null,
        })),
      })),
      throttleTimeMs,
      nodeEndpoints: null,
    }),
  }),
  guard(fetch, {
    offence: ({ topics }, at) => topicsOfOthers(topics, at),
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      errorCode: 0,
      sessionId: 0,
      topics: topics.map(({ name, topicId, partitions }) => ({
        name,
        topicId,
        partitions: partitions.map(({ partition }) => ({
          partition,
          errorCode,
          highWatermark: -1,
          lastStableOffset: -1,
          logStartOffset: -1,
          divergingEpoch: null,
          currentLeader: null,
          snapshotId: null,
          abortedTransactions: null,
          preferredReadReplica: -1,
          records: Buffer.alloc(0),
        })),
      })),
      nodeEndpoints: null,
    }),
  }),
  guard(listOffsets, {
    ...byName,
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partition }) => ({
          partition,
          errorCode,
          timestamp: -1,
          offset: -1,
          leaderEpoch: -1,
        })),
      })),
    }),
  }),
  guard(metadata, {
    offence: ({ topics }, at) => topicsOfOthers(topics ?? [], at),
    refusal: ({ topics }, errorCode, { address }) => ({
      throttleTimeMs,
      brokers: [{ nodeId: brokerId, ...address, rack: null }],
      clusterId: null,
      controllerId: brokerId,
      topics: (topics ?? []).map(({ name, topicId }) => ({
        errorCode,
        name,
        topicId: topicId ?? noTopicId,
        isInternal: false,
        partitions: [],
        authorizedOperations: noOperations,
      })),
      clusterAuthorizedOperations: noOperations,
      errorCode: 0,
    }),
  }),
  guard(offsetForLeaderEpoch, {
    ...byName,
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partition }) => ({ errorCode, partition, leaderEpoch: -1, endOffset: -1 })),
      })),
    }),
  }),
  guard(describeTopicPartitions, {
    // One that names none asks for all, with ids that no Metadata answer has told.
    offence: (request, at) => (request.topics.length === 0 ? forbiddenForTopics([]) : byName.offence(request, at)),
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ name }) => ({
        errorCode,
        name,
        topicId: noTopicId,
        isInternal: false,
        partitions: [],
        authorizedOperations: noOperations,
      })),
      nextCursor: null,
    }),
  }),
  guard(addPartitionsToTxn, {
    offence: ({ topics, transactions }, at) =>
      byName.offence({ topics: topics ?? (transactions ?? []).flatMap((each) => each.topics) }, at),
    refusal: ({ topics, transactions }, errorCode) => ({
      throttleTimeMs,
      errorCode: 0,
      transactions: (transactions ?? []).map(({ transactionalId, topics }) => ({
        transactionalId,
        topics: topics.map((topic) => eachPartition(topic, errorCode)),
      })),
      topics: (topics ?? []).map((topic) => eachPartition(topic, errorCode)),
    }),
  }),
];

function eachPartition({ name, partitions }: { name: string; partitions: number[] }, errorCode: number) {
  return { name, partitions: partitions.map((partition) => ({ partition, errorCode })) };
}
