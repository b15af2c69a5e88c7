import { api } from '../api.ts';
import {
  arrayOf,
  bool,
  int16,
  int32,
  int64,
  nullableArrayOf,
  nullableString,
  only,
  since,
  string,
  uuid,
} from '../field-types.ts';

/** Up to version 7 one group is asked for, from 8 on several. */
export const offsetFetch = api({
  key: 9,
  name: 'OffsetFetch',
  versions: '1-10',
  flexibleFrom: 6,
  request: {
    groupId: only('0-7', string),
    topics: only('0-7', nullableArrayOf({ name: string, partitions: arrayOf(int32) })),
    groups: since(
      8,
      arrayOf({
        groupId: string,
        memberId: since(9, nullableString),
        memberEpoch: since(9, int32),
        topics: nullableArrayOf({
          name: only('8-9', string),
          topicId: since(10, uuid),
          partitions: arrayOf(int32),
        }),
      }),
    ),
    requireStable: since(7, bool),
  },
  response: {
    throttleTimeMs: since(3, int32),
    topics: only(
      '0-7',
      arrayOf({
        name: string,
        partitions: arrayOf({
          partition: int32,
          offset: int64,
          leaderEpoch: since(5, int32),
          metadata: nullableString,
          errorCode: int16,
        }),
      }),
    ),
    errorCode: only('2-7', int16),
    groups: since(
      8,
      arrayOf({
        groupId: string,
        topics: arrayOf({
          name: only('8-9', string),
          topicId: since(10, uuid),
          partitions: arrayOf({
            partition: int32,
            offset: int64,
            leaderEpoch: int32,
            metadata: nullableString,
            errorCode: int16,
          }),
        }),
        errorCode: int16,
      }),
    ),
  },
});
