import type { Api } from '../../src/wiretap/protocol/api.ts';
import { addOffsetsToTxn } from '../../src/wiretap/protocol/apis/add-offsets-to-txn.ts';
import { addPartitionsToTxn } from '../../src/wiretap/protocol/apis/add-partitions-to-txn.ts';
import { alterConfigs, incrementalAlterConfigs } from '../../src/wiretap/protocol/apis/alter-configs.ts';
import { consumerGroupDescribe } from '../../src/wiretap/protocol/apis/consumer-group-describe.ts';
import { consumerGroupHeartbeat } from '../../src/wiretap/protocol/apis/consumer-group-heartbeat.ts';
import { createPartitions } from '../../src/wiretap/protocol/apis/create-partitions.ts';
import { createTopics } from '../../src/wiretap/protocol/apis/create-topics.ts';
import { deleteGroups } from '../../src/wiretap/protocol/apis/delete-groups.ts';
import { deleteRecords } from '../../src/wiretap/protocol/apis/delete-records.ts';
import { deleteTopics } from '../../src/wiretap/protocol/apis/delete-topics.ts';
import { describeGroups } from '../../src/wiretap/protocol/apis/describe-groups.ts';
import { describeTopicPartitions } from '../../src/wiretap/protocol/apis/describe-topic-partitions.ts';
import { fetch } from '../../src/wiretap/protocol/apis/fetch.ts';
import { heartbeat } from '../../src/wiretap/protocol/apis/heartbeat.ts';
import { joinGroup } from '../../src/wiretap/protocol/apis/join-group.ts';
import { leaveGroup } from '../../src/wiretap/protocol/apis/leave-group.ts';
import { listOffsets } from '../../src/wiretap/protocol/apis/list-offsets.ts';
import { listTransactions } from '../../src/wiretap/protocol/apis/list-transactions.ts';
import { metadata } from '../../src/wiretap/protocol/apis/metadata.ts';
import { offsetCommit } from '../../src/wiretap/protocol/apis/offset-commit.ts';
import { offsetDelete } from '../../src/wiretap/protocol/apis/offset-delete.ts';
import { offsetFetch } from '../../src/wiretap/protocol/apis/offset-fetch.ts';
import { offsetForLeaderEpoch } from '../../src/wiretap/protocol/apis/offset-for-leader-epoch.ts';
import { produce } from '../../src/wiretap/protocol/apis/produce.ts';
import { syncGroup } from '../../src/wiretap/protocol/apis/sync-group.ts';
import { txnOffsetCommit } from '../../src/wiretap/protocol/apis/txn-offset-commit.ts';

const apis: readonly Api[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  joinGroup,
  heartbeat,
  leaveGroup,
  syncGroup,
  consumerGroupHeartbeat,
  alterConfigs,
  incrementalAlterConfigs,
  addOffsetsToTxn,
  addPartitionsToTxn,
  consumerGroupDescribe,
  createPartitions,
  createTopics,
  deleteGroups,
  deleteRecords,
  deleteTopics,
  describeGroups,
  describeTopicPartitions,
  listTransactions,
  offsetDelete,
  offsetForLeaderEpoch,
  txnOffsetCommit,
];

/** Every API in every version that its tables describe. */
export const describedVersions: readonly { api: Api; name: string; version: number }[] = apis.flatMap((api) =>
  Array.from({ length: api.versions.to - api.versions.from + 1 }, (_, index) => ({
    api,
    name: api.name,
    version: api.versions.from + index,
  })),
);
