import { api } from '../api.ts';
import {
  arrayOf,
  bool,
  int8,
  int16,
  int32,
  nullableArrayOf,
  nullableString,
  since,
  string,
  tagged,
  uuid,
} from '../field-types.ts';

export const createTopics = api({
  key: 19,
  name: 'CreateTopics',
  versions: '2-7',
  flexibleFrom: 5,
  request: {
    topics: arrayOf({
      name: string,
      partitionCount: int32,
      replicationFactor: int16,
      assignments: arrayOf({ partition: int32, brokerIds: arrayOf(int32) }),
      configs: arrayOf({ name: string, value: nullableString }),
    }),
    timeoutMs: int32,
    validateOnly: bool,
  },
  response: {
    throttleTimeMs: int32,
    topics: arrayOf({
      name: string,
      topicId: since(7, uuid),
      errorCode: int16,
      errorMessage: nullableString,
      configErrorCode: tagged(0, int16),
      partitionCount: since(5, int32),
      replicationFactor: since(5, int16),
      configs: since(
        5,
        nullableArrayOf({
          name: string,
          value: nullableString,
          readOnly: bool,
          source: int8,
          isSensitive: bool,
        }),
      ),
    }),
  },
});
