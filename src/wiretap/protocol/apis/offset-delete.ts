import { api } from '../api.ts';
import { arrayOf, int16, int32, string } from '../field-types.ts';

/** Never became flexible. */
export const offsetDelete = api({
  key: 47,
  name: 'OffsetDelete',
  versions: '0-0',
  flexibleFrom: 1,
  request: {
    groupId: string,
    topics: arrayOf({ name: string, partitions: arrayOf({ partition: int32 }) }),
  },
  response: {
    errorCode: int16,
    throttleTimeMs: int32,
    topics: arrayOf({ name: string, partitions: arrayOf({ partition: int32, errorCode: int16 }) }),
  },
});
