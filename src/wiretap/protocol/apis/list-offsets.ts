import { api } from '../api.ts';
import { arrayOf, int8, int16, int32, int64, since, string } from '../field-types.ts';

export const listOffsets = api({
  key: 2,
  name: 'ListOffsets',
  versions: '1-10',
  flexibleFrom: 6,
  request: {
    replicaId: int32,
    isolationLevel: since(2, int8),
    topics: arrayOf({
      name: string,
      partitions: arrayOf({ partition: int32, currentLeaderEpoch: since(4, int32), timestamp: int64 }),
    }),
    timeoutMs: since(10, int32),
  },
  response: {
    throttleTimeMs: since(2, int32),
    topics: arrayOf({
      name: string,
      partitions: arrayOf({
        partition: int32,
        errorCode: int16,
        timestamp: int64,
        offset: int64,
        leaderEpoch: since(4, int32),
      }),
    }),
  },
});
