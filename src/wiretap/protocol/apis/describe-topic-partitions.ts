import { api } from '../api.ts';
import {
  arrayOf,
  bool,
  int16,
  int32,
  nullableArrayOf,
  nullableString,
  nullableStruct,
  string,
  uuid,
} from '../field-types.ts';

const cursor = nullableStruct({ topicName: string, partition: int32 });

export const describeTopicPartitions = api({
  key: 75,
  name: 'DescribeTopicPartitions',
  versions: '0-0',
  flexibleFrom: 0,
  request: { topics: arrayOf({ name: string }), partitionLimit: int32, cursor },
  response: {
    throttleTimeMs: int32,
    topics: arrayOf({
      errorCode: int16,
      name: nullableString,
      topicId: uuid,
      isInternal: bool,
      partitions: arrayOf({
        errorCode: int16,
        partition: int32,
        leaderId: int32,
        leaderEpoch: int32,
        replicaNodes: arrayOf(int32),
        isrNodes: arrayOf(int32),
        eligibleLeaderReplicas: nullableArrayOf(int32),
        lastKnownElr: nullableArrayOf(int32),
        offlineReplicas: arrayOf(int32),
      }),
      authorizedOperations: int32,
    }),
    nextCursor: cursor,
  },
});
