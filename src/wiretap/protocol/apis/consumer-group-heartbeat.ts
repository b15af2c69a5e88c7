import { api } from '../api.ts';
import {
  arrayOf,
  int16,
  int32,
  nullableArrayOf,
  nullableString,
  nullableStruct,
  since,
  string,
  uuid,
} from '../field-types.ts';

const topicPartitions = { topicId: uuid, partitions: arrayOf(int32) };

/** KIP-848: one request to join, to stay and to leave. */
export const consumerGroupHeartbeat = api({
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  versions: '0-1',
  flexibleFrom: 0,
  request: {
    groupId: string,
    memberId: string,
    memberEpoch: int32,
    instanceId: nullableString,
    rackId: nullableString,
    rebalanceTimeoutMs: int32,
    subscribedTopicNames: nullableArrayOf(string),
    subscribedTopicRegex: since(1, nullableString),
    serverAssignor: nullableString,
    topicPartitions: nullableArrayOf(topicPartitions),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    memberId: nullableString,
    memberEpoch: int32,
    heartbeatIntervalMs: int32,
    assignment: nullableStruct({ topicPartitions: arrayOf(topicPartitions) }),
  },
});
