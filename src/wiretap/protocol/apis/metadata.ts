import { api } from '../api.ts';
import {
  arrayOf,
  bool,
  int16,
  int32,
  nullableArrayOf,
  nullableString,
  only,
  since,
  string,
  uuid,
} from '../field-types.ts';

export const metadata = api({
  key: 3,
  name: 'Metadata',
  versions: '0-13',
  flexibleFrom: 9,
  request: {
    topics: nullableArrayOf({ topicId: since(10, uuid), name: nullableString }),
    allowAutoTopicCreation: since(4, bool),
    includeClusterAuthorizedOperations: only('8-10', bool),
    includeTopicAuthorizedOperations: since(8, bool),
  },
  response: {
    throttleTimeMs: since(3, int32),
    brokers: arrayOf({ nodeId: int32, host: string, port: int32, rack: since(1, nullableString) }),
    clusterId: since(2, nullableString),
    controllerId: since(1, int32),
    topics: arrayOf({
      errorCode: int16,
      name: nullableString,
      topicId: since(10, uuid),
      isInternal: since(1, bool),
      partitions: arrayOf({
        errorCode: int16,
        partition: int32,
        leaderId: int32,
        leaderEpoch: since(7, int32),
        replicaNodes: arrayOf(int32),
        isrNodes: arrayOf(int32),
        offlineReplicas: since(5, arrayOf(int32)),
      }),
      authorizedOperations: since(8, int32),
    }),
    clusterAuthorizedOperations: only('8-10', int32),
    errorCode: since(13, int16),
  },
});
