import { api } from '../api.ts';
import { arrayOf, bool, bytes, int16, int32, nullableString, since, string } from '../field-types.ts';

export const describeGroups = api({
  key: 15,
  name: 'DescribeGroups',
  versions: '0-6',
  flexibleFrom: 5,
  request: { groups: arrayOf(string), includeAuthorizedOperations: since(3, bool) },
  response: {
    throttleTimeMs: since(1, int32),
    groups: arrayOf({
      errorCode: int16,
      errorMessage: since(6, nullableString),
      groupId: string,
      state: string,
      protocolType: string,
      protocolData: string,
      members: arrayOf({
        memberId: string,
        groupInstanceId: since(4, nullableString),
        clientId: string,
        clientHost: string,
        metadata: bytes,
        assignment: bytes,
      }),
      authorizedOperations: since(3, int32),
    }),
  },
});
