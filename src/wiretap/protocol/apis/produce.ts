import { api } from '../api.ts';
import {
  arrayOf,
  int16,
  int32,
  int64,
  nullableString,
  only,
  records,
  since,
  string,
  struct,
  tagged,
  uuid,
} from '../field-types.ts';
import { leader, nodeEndpoint } from './leader.ts';

export const produce = api({
  key: 0,
  name: 'Produce',
  versions: '3-13',
  flexibleFrom: 9,
  request: {
    transactionalId: nullableString,
    acks: int16,
    timeoutMs: int32,
    topics: arrayOf({
      name: only('0-12', string),
      topicId: since(13, uuid),
      partitions: arrayOf({ partition: int32, records }),
    }),
  },
  response: {
    topics: arrayOf({
      name: only('0-12', string),
      topicId: since(13, uuid),
      partitions: arrayOf({
        partition: int32,
        errorCode: int16,
        baseOffset: int64,
        logAppendTimeMs: int64,
        logStartOffset: since(5, int64),
        recordErrors: since(8, arrayOf({ batchIndex: int32, message: nullableString })),
        errorMessage: since(8, nullableString),
        currentLeader: tagged(0, struct(leader)),
      }),
    }),
    throttleTimeMs: int32,
    nodeEndpoints: tagged(0, arrayOf(nodeEndpoint)),
  },
});
