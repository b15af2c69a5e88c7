/** Groups of others can't be joined, read or written. A group that is nobody's can: programs may hard-code theirs. */
import { addOffsetsToTxn } from '../protocol/apis/add-offsets-to-txn.ts';
import { consumerGroupDescribe } from '../protocol/apis/consumer-group-describe.ts';
import { consumerGroupHeartbeat } from '../protocol/apis/consumer-group-heartbeat.ts';
import { describeGroups } from '../protocol/apis/describe-groups.ts';
import { heartbeat } from '../protocol/apis/heartbeat.ts';
import { joinGroup } from '../protocol/apis/join-group.ts';
import { leaveGroup } from '../protocol/apis/leave-group.ts';
import { offsetCommit } from '../protocol/apis/offset-commit.ts';
import { offsetFetch } from '../protocol/apis/offset-fetch.ts';
import { syncGroup } from '../protocol/apis/sync-group.ts';
import { txnOffsetCommit } from '../protocol/apis/txn-offset-commit.ts';
import { refusalMessage } from './error-codes.ts';
import { type Guard, guard } from './guard.ts';
import { groupsOfOthers, type Standpoint } from './offence.ts';

const ofItsGroup = { offence: (request: { groupId: string }, at: Standpoint) => groupsOfOthers([request.groupId], at) };
const ofItsGroups = { offence: (request: { groups: string[] }, at: Standpoint) => groupsOfOthers(request.groups, at) };

const noOperations = -(2 ** 31);
const throttleTimeMs = 0;

export const groupGuards: readonly Guard[] = [
  guard(joinGroup, {
    ...ofItsGroup,
    refusal: ({ memberId }, errorCode) => ({
      throttleTimeMs,
      errorCode,
      generationId: -1,
      protocolType: '',
      protocolName: '',
      leader: '',
      skipAssignment: false,
      memberId,
      members: [],
    }),
  }),
  guard(syncGroup, {
    ...ofItsGroup,
    refusal: (_, errorCode) => ({
      throttleTimeMs,
      errorCode,
      protocolType: null,
      protocolName: null,
      assignment: Buffer.alloc(0),
    }),
  }),
  guard(heartbeat, { ...ofItsGroup, refusal: (_, errorCode) => ({ throttleTimeMs, errorCode }) }),
  guard(leaveGroup, { ...ofItsGroup, refusal: (_, errorCode) => ({ throttleTimeMs, errorCode, members: [] }) }),
  guard(offsetCommit, {
    ...ofItsGroup,
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ partitions, ...topic }) => ({
        ...topic,
        partitions: partitions.map(({ partition }) => ({ partition, errorCode })),
      })),
    }),
  }),
  guard(offsetFetch, {
    offence: ({ groupId, groups }, at) => {
      const several = (groups ?? []).map((each) => each.groupId);
      return groupsOfOthers(groupId === null ? several : [groupId], at);
    },
    refusal: ({ topics, groups }, errorCode) => ({
      throttleTimeMs,
      topics: (topics ?? []).map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((partition) => ({
          partition,
          offset: -1,
          leaderEpoch: -1,
          metadata: '',
          errorCode,
        })),
      })),
      errorCode,
      groups: (groups ?? []).map(({ groupId }) => ({ groupId, topics: [], errorCode })),
    }),
  }),
  guard(consumerGroupHeartbeat, {
    ...ofItsGroup,
    refusal: ({ memberId, memberEpoch }, errorCode) => ({
      throttleTimeMs,
      errorCode,
      errorMessage: refusalMessage,
      memberId,
      memberEpoch,
      heartbeatIntervalMs: 0,
      assignment: null,
    }),
  }),
  guard(describeGroups, {
    ...ofItsGroups,
    refusal: ({ groups }, errorCode) => ({
      throttleTimeMs,
      groups: groups.map((groupId) => ({
        errorCode,
        errorMessage: refusalMessage,
        groupId,
        state: '',
        protocolType: '',
        protocolData: '',
        members: [],
        authorizedOperations: noOperations,
      })),
    }),
  }),
  guard(consumerGroupDescribe, {
    ...ofItsGroups,
    refusal: ({ groups }, errorCode) => ({
      throttleTimeMs,
      groups: groups.map((groupId) => ({
        errorCode,
        errorMessage: refusalMessage,
        groupId,
        state: '',
        epoch: 0,
        assignmentEpoch: 0,
        assignorName: '',
        members: [],
        authorizedOperations: noOperations,
      })),
    }),
  }),
  guard(addOffsetsToTxn, { ...ofItsGroup, refusal: (_, errorCode) => ({ throttleTimeMs, errorCode }) }),
  guard(txnOffsetCommit, {
    ...ofItsGroup,
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partition }) => ({ partition, errorCode })),
      })),
    }),
  }),
];
