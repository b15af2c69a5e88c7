import { api } from '../api.ts';
import { arrayOf, int16, int32, int64, string } from '../field-types.ts';

export const deleteRecords = api({
  key: 21,
  name: 'DeleteRecords',
  versions: '0-2',
  flexibleFrom: 2,
  request: {
    topics: arrayOf({ name: string, partitions: arrayOf({ partition: int32, offset: int64 }) }),
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32,
    topics: arrayOf({
      name: string,
      partitions: arrayOf({ partition: int32, lowWatermark: int64, errorCode: int16 }),
    }),
  },
});
