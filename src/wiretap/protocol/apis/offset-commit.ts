import { api } from '../api.ts';
import { arrayOf, int16, int32, int64, nullableString, only, since, string, uuid } from '../field-types.ts';

export const offsetCommit = api({
  key: 8,
  name: 'OffsetCommit',
  versions: '2-10',
  flexibleFrom: 8,
  request: {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(7, nullableString),
    retentionTimeMs: only('2-4', int64),
    topics: arrayOf({
      name: only('0-9', string),
      topicId: since(10, uuid),
      partitions: arrayOf({
        partition: int32,
        offset: int64,
        leaderEpoch: since(6, int32),
        metadata: nullableString,
      }),
    }),
  },
  response: {
    throttleTimeMs: since(3, int32),
    topics: arrayOf({
      name: only('0-9', string),
      topicId: since(10, uuid),
      partitions: arrayOf({ partition: int32, errorCode: int16 }),
    }),
  },
});
