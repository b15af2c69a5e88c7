/** Messages with the fields that tests care for; the others have harmless values. */

import type { TopicReference } from '../../src/wiretap/interpret/topic-names.ts';
import type { RequestOf, ResponseOf } from '../../src/wiretap/protocol/api.ts';
import type { fetch } from '../../src/wiretap/protocol/apis/fetch.ts';
import type { metadata } from '../../src/wiretap/protocol/apis/metadata.ts';

/** A topic by name, with offsets or batches by partition. */
type ByPartition<T> = TopicReference & { readonly partitions: ReadonlyMap<number, T> };

export function named(name: string): TopicReference {
  return { name, topicId: null };
}

export function identified(topicId: string): TopicReference {
  return { name: null, topicId };
}

export function fetchRequest(
  topics: readonly ByPartition<number>[],
  session: { id: number; epoch: number; forgotten?: readonly (TopicReference & { partitions: number[] })[] } = {
    id: 0,
    epoch: -1,
  },
): RequestOf<typeof fetch> {
  return {
    clusterId: null,
    replicaId: -1,
    replicaState: null,
    maxWaitMs: 500,
    minBytes: 1,
    maxBytes: 1_000_000,
    isolationLevel: 0,
    sessionId: session.id,
    sessionEpoch: session.epoch,
    topics: topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: [...partitions].map(([partition, fetchOffset]) => ({
        partition,
        fetchOffset,
        currentLeaderEpoch: -1,
        lastFetchedEpoch: -1,
        logStartOffset: -1,
        partitionMaxBytes: 1_000_000,
        replicaDirectoryId: null,
        highWatermark: null,
      })),
    })),
    forgottenTopics: [...(session.forgotten ?? [])],
    rackId: '',
  };
}

export function fetchResponse(
  topics: readonly ByPartition<Buffer>[],
  session: { id: number; errorCode?: number } = { id: 0 },
): ResponseOf<typeof fetch> {
  return {
    throttleTimeMs: 0,
    errorCode: session.errorCode ?? 0,
    sessionId: session.id,
    topics: topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: [...partitions].map(([partition, records]) => ({
        partition,
        errorCode: 0,
        highWatermark: 100,
        lastStableOffset: 100,
        logStartOffset: 0,
        divergingEpoch: null,
        currentLeader: null,
        snapshotId: null,
        abortedTransactions: null,
        preferredReadReplica: -1,
        records,
      })),
    })),
    nodeEndpoints: null,
  };
}

export function metadataResponse(name: string, topicId: string): ResponseOf<typeof metadata> {
  return {
    throttleTimeMs: 0,
    brokers: [],
    clusterId: null,
    controllerId: 1,
    topics: [{ errorCode: 0, name, topicId, isInternal: false, partitions: [], authorizedOperations: 0 }],
    clusterAuthorizedOperations: null,
    errorCode: 0,
  };
}

/** Asks for one topic by name. */
export function metadataRequest(name: string): RequestOf<typeof metadata> {
  return {
    topics: [{ topicId: '0'.repeat(32), name }],
    allowAutoTopicCreation: false,
    includeClusterAuthorizedOperations: null,
    includeTopicAuthorizedOperations: false,
  };
}

/** A record batch whose header says this; its records are some bytes. */
export function batch(baseOffset: number, lastOffset: number, kind: 'data' | 'control' = 'data'): Buffer {
  const bytes = Buffer.alloc(61 + 20);
  bytes.writeBigInt64BE(BigInt(baseOffset), 0);
  bytes.writeInt32BE(bytes.length - 12, 8);
  bytes.writeInt8(2, 16);
  bytes.writeInt16BE(kind === 'control' ? 0x30 : 0, 21);
  bytes.writeInt32BE(lastOffset - baseOffset, 23);
  bytes.writeInt32BE(lastOffset - baseOffset + 1, 57);
  return bytes;
}
