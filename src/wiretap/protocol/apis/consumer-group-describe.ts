import { api } from '../api.ts';
import { arrayOf, bool, int8, int16, int32, nullableString, since, string, struct, uuid } from '../field-types.ts';

const assignment = struct({
  topicPartitions: arrayOf({ topicId: uuid, topicName: string, partitions: arrayOf(int32) }),
});

export const consumerGroupDescribe = api({
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: '0-1',
  flexibleFrom: 0,
  request: { groups: arrayOf(string), includeAuthorizedOperations: bool },
  response: {
    throttleTimeMs: int32,
    groups: arrayOf({
      errorCode: int16,
      errorMessage: nullableString,
      groupId: string,
      state: string,
      epoch: int32,
      assignmentEpoch: int32,
      assignorName: string,
      members: arrayOf({
        memberId: string,
        instanceId: nullableString,
        rackId: nullableString,
        memberEpoch: int32,
        clientId: string,
        clientHost: string,
        subscribedTopicNames: arrayOf(string),
        subscribedTopicRegex: nullableString,
        assignment,
        targetAssignment: assignment,
        memberType: since(1, int8),
      }),
      authorizedOperations: int32,
    }),
  },
});
