import { api } from '../api.ts';
import { arrayOf, int16, int32, nullableString, only, since, string } from '../field-types.ts';

/** Up to version 2 one member leaves, from 3 on several. */
export const leaveGroup = api({
  key: 13,
  name: 'LeaveGroup',
  versions: '0-5',
  flexibleFrom: 4,
  request: {
    groupId: string,
    memberId: only('0-2', string),
    members: since(3, arrayOf({ memberId: string, groupInstanceId: nullableString, reason: since(5, nullableString) })),
  },
  response: {
    throttleTimeMs: since(1, int32),
    errorCode: int16,
    members: since(3, arrayOf({ memberId: string, groupInstanceId: nullableString, errorCode: int16 })),
  },
});
