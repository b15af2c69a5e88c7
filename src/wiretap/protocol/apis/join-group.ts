import { api } from '../api.ts';
import { arrayOf, bool, bytes, int16, int32, nullableString, since, string } from '../field-types.ts';

export const joinGroup = api({
  key: 11,
  name: 'JoinGroup',
  versions: '0-9',
  flexibleFrom: 6,
  request: {
    groupId: string,
    sessionTimeoutMs: int32,
    rebalanceTimeoutMs: since(1, int32),
    memberId: string,
    groupInstanceId: since(5, nullableString),
    protocolType: string,
    protocols: arrayOf({ name: string, metadata: bytes }),
    reason: since(8, nullableString),
  },
  response: {
    throttleTimeMs: since(2, int32),
    errorCode: int16,
    generationId: int32,
    protocolType: since(7, nullableString),
    protocolName: nullableString,
    leader: string,
    skipAssignment: since(9, bool),
    memberId: string,
    members: arrayOf({ memberId: string, groupInstanceId: since(5, nullableString), metadata: bytes }),
  },
});
