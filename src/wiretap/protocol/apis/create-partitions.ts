import { api } from '../api.ts';
import { arrayOf, bool, int16, int32, nullableArrayOf, nullableString, string } from '../field-types.ts';

export const createPartitions = api({
  key: 37,
  name: 'CreatePartitions',
  versions: '0-3',
  flexibleFrom: 2,
  request: {
    topics: arrayOf({
      name: string,
      count: int32,
      assignments: nullableArrayOf({ brokerIds: arrayOf(int32) }),
    }),
    timeoutMs: int32,
    validateOnly: bool,
  },
  response: {
    throttleTimeMs: int32,
    topics: arrayOf({ name: string, errorCode: int16, errorMessage: nullableString }),
  },
});
