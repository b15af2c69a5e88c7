import { api } from '../api.ts';
import { arrayOf, int16, int32, int64, nullableString, since, string } from '../field-types.ts';

export const txnOffsetCommit = api({
  key: 28,
  name: 'TxnOffsetCommit',
  versions: '0-5',
  flexibleFrom: 3,
  request: {
    transactionalId: string,
    groupId: string,
    producerId: int64,
    producerEpoch: int16,
    generationId: since(3, int32),
    memberId: since(3, string),
    groupInstanceId: since(3, nullableString),
    topics: arrayOf({
      name: string,
      partitions: arrayOf({
        partition: int32,
        offset: int64,
        leaderEpoch: since(2, int32),
        metadata: nullableString,
      }),
    }),
  },
  response: {
    throttleTimeMs: int32,
    topics: arrayOf({ name: string, partitions: arrayOf({ partition: int32, errorCode: int16 }) }),
  },
});
