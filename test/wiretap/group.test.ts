import { describe, expect, test } from 'vitest';
import type { RequestOf, ResponseOf } from '../../src/wiretap/protocol/api.ts';
import { consumerGroupHeartbeat } from '../../src/wiretap/protocol/apis/consumer-group-heartbeat.ts';
import { heartbeat } from '../../src/wiretap/protocol/apis/heartbeat.ts';
import { joinGroup } from '../../src/wiretap/protocol/apis/join-group.ts';
import { leaveGroup } from '../../src/wiretap/protocol/apis/leave-group.ts';
import { syncGroup } from '../../src/wiretap/protocol/apis/sync-group.ts';
import { overhear } from './overhear.ts';

const group = 'readers';
const member = { group, memberId: 'me' };

describe('a classic group', () => {
  const join: RequestOf<typeof joinGroup> = {
    groupId: group,
    sessionTimeoutMs: 30_000,
    rebalanceTimeoutMs: 60_000,
    memberId: 'me',
    groupInstanceId: 'static',
    protocolType: 'consumer',
    protocols: [
      { name: 'range', metadata: Buffer.from('00010000000100066f7264657273', 'hex') },
      { name: 'sticky', metadata: Buffer.from('00010000000100066f7264657273', 'hex') },
    ],
    reason: null,
  };
  const joined: ResponseOf<typeof joinGroup> = {
    throttleTimeMs: 0,
    errorCode: 0,
    generationId: 4,
    protocolType: 'consumer',
    protocolName: 'range',
    leader: 'me',
    skipAssignment: false,
    memberId: 'me',
    members: [],
  };

  test('is joined: what was asked, then the answer', () => {
    const tap = overhear();
    const answer = tap.ask(joinGroup, 9, join);
    expect(tap.news()).toEqual([
      {
        source: 'wire',
        type: 'join-asked',
        ...member,
        protocol: 'classic',
        groupInstanceId: 'static',
        subscribed: ['orders'],
        assignors: ['range', 'sticky'],
        sessionTimeoutMs: 30_000,
      },
    ]);
    answer(joined);
    expect(tap.news()).toEqual([{ source: 'wire', type: 'joined', ...member, generation: 4, error: null }]);
  });

  test('may refuse the join, and then tells the member id to use', () => {
    const tap = overhear();
    tap.ask(joinGroup, 4, { ...join, memberId: '' })({ ...joined, errorCode: 79, generationId: -1, memberId: 'new' });
    expect(tap.news()).toMatchObject([
      { type: 'join-asked', memberId: '', groupInstanceId: null },
      { type: 'joined', memberId: 'new', generation: -1, error: 79 },
    ]);
  });

  test('of another protocol type has subscriptions of its own', () => {
    const tap = overhear();
    tap.ask(joinGroup, 5, { ...join, protocolType: 'connect', protocols: [{ name: 'x', metadata: Buffer.from('?') }] });
    expect(tap.news()).toMatchObject([{ type: 'join-asked', subscribed: [], assignors: ['x'] }]);
  });

  test.each([
    ['partitions', 0, '0000' + '00000001' + '0001' + '74' + '00000002' + '00000000' + '00000003' + 'ffffffff', [0, 3]],
    ['nothing, in no bytes', 0, '', []],
    ['nothing, in an empty list', 0, '0000' + '00000000' + 'ffffffff', []],
    ['an error, whatever the bytes are', 27, 'ffff', []],
  ])('gives its member %s', (_, errorCode, assignment, partitions) => {
    const tap = overhear();
    const request = {
      groupId: group,
      generationId: 4,
      memberId: 'me',
      groupInstanceId: null,
      protocolType: 'consumer',
      protocolName: 'range',
      assignments: [],
    };
    tap.ask(
      syncGroup,
      5,
      request,
    )({
      throttleTimeMs: 0,
      errorCode,
      protocolType: 'consumer',
      protocolName: 'range',
      assignment: Buffer.from(assignment, 'hex'),
    });
    expect(tap.news()).toEqual([
      {
        source: 'wire',
        type: 'assigned',
        ...member,
        protocol: 'classic',
        generation: 4,
        partitions: partitions.map((partition) => ({ topic: 't', partition })),
        error: errorCode === 0 ? null : errorCode,
      },
    ]);
  });

  test('tells only the heartbeats that it refuses', () => {
    const tap = overhear();
    const beat = { groupId: group, generationId: 4, memberId: 'me', groupInstanceId: null };
    tap.ask(heartbeat, 4, beat)({ throttleTimeMs: 0, errorCode: 0 });
    tap.ask(heartbeat, 4, beat)({ throttleTimeMs: 0, errorCode: 25 });
    expect(tap.news()).toMatchObject([{ type: 'heartbeat-refused', ...member, generation: 4, error: 25 }]);
  });

  test('is left by one member in old versions', () => {
    const tap = overhear();
    tap.ask(leaveGroup, 2, { groupId: group, memberId: 'me', members: null })({
      throttleTimeMs: 0,
      errorCode: 0,
      members: null,
    });
    expect(tap.news()).toEqual([{ source: 'wire', type: 'left', ...member, epoch: null, error: null }]);
  });

  test.each([
    ['each with its own answer', 0, [null, 25]],
    ['all refused at once', 16, [16, 16]],
  ])('is left by several members in new versions, %s', (_, errorCode, errors) => {
    const tap = overhear();
    const members = ['me', 'you'].map((memberId) => ({ memberId, groupInstanceId: null, reason: null }));
    const answers = [0, 25].map((code) => ({ memberId: '', groupInstanceId: null, errorCode: code }));
    tap.ask(leaveGroup, 5, { groupId: group, memberId: null, members })({
      throttleTimeMs: 0,
      errorCode,
      members: errorCode === 0 ? answers : [],
    });
    expect(tap.news()).toMatchObject([
      { type: 'left', memberId: 'me', error: errors[0] },
      { type: 'left', memberId: 'you', error: errors[1] },
    ]);
  });
});

describe('a group of KIP-848', () => {
  const [orders, refunds] = ['01'.repeat(16), '02'.repeat(16)];
  const beat: RequestOf<typeof consumerGroupHeartbeat> = {
    groupId: group,
    memberId: 'me',
    memberEpoch: 3,
    instanceId: null,
    rackId: null,
    rebalanceTimeoutMs: 60_000,
    subscribedTopicNames: null,
    subscribedTopicRegex: null,
    serverAssignor: null,
    topicPartitions: null,
  };
  const steady: ResponseOf<typeof consumerGroupHeartbeat> = {
    throttleTimeMs: 0,
    errorCode: 0,
    errorMessage: null,
    memberId: 'me',
    memberEpoch: 3,
    heartbeatIntervalMs: 5_000,
    assignment: null,
  };
  const given = { topicPartitions: [{ topicId: orders, partitions: [0, 1] }] };

  test('is joined by the first heartbeat, which is answered with an assignment', () => {
    const tap = overhear();
    tap.topics.learn(orders, 'orders');
    tap.ask(consumerGroupHeartbeat, 0, {
      ...beat,
      memberId: '',
      memberEpoch: 0,
      subscribedTopicNames: ['orders'],
      serverAssignor: 'uniform',
    })({ ...steady, memberId: 'given', memberEpoch: 1, assignment: given });
    expect(tap.news()).toMatchObject([
      { type: 'join-asked', protocol: 'consumer', memberId: '', subscribed: ['orders'], assignors: ['uniform'] },
      {
        type: 'assigned',
        protocol: 'consumer',
        generation: 1,
        memberId: 'given',
        partitions: [
          { topic: 'orders', partition: 0 },
          { topic: 'orders', partition: 1 },
        ],
      },
    ]);
  });

  test('tells an empty assignment and a new epoch, but nothing that is unchanged', () => {
    const tap = overhear();
    tap.topics.learn(orders, 'orders');
    tap.ask(consumerGroupHeartbeat, 1, beat)(steady);
    tap.ask(consumerGroupHeartbeat, 1, beat)({ ...steady, memberEpoch: 4 });
    tap.ask(consumerGroupHeartbeat, 1, { ...beat, memberEpoch: 4 })({ ...steady, memberEpoch: 4, assignment: given });
    tap.ask(consumerGroupHeartbeat, 1, { ...beat, memberEpoch: 4 })({ ...steady, memberEpoch: 4, assignment: given });
    tap.ask(consumerGroupHeartbeat, 1, { ...beat, memberEpoch: 4 })({
      ...steady,
      memberEpoch: 5,
      assignment: { topicPartitions: [] },
    });
    expect(tap.news()).toMatchObject([
      { type: 'epoch-raised', generation: 4 },
      { type: 'assigned', generation: 4, partitions: [{ partition: 0 }, { partition: 1 }] },
      { type: 'assigned', generation: 5, partitions: [] },
    ]);
  });

  test('tells an assignment once all its topics have names', async () => {
    const tap = overhear();
    const both = { topicPartitions: [...given.topicPartitions, { topicId: refunds, partitions: [7] }] };
    tap.ask(consumerGroupHeartbeat, 1, beat)({ ...steady, assignment: both });
    tap.topics.learn(refunds, 'refunds');
    await Promise.resolve();
    expect(tap.news()).toEqual([]);
    tap.topics.learn(orders, 'orders');
    await Promise.resolve();
    expect(tap.news()).toMatchObject([
      { type: 'assigned', partitions: [{ topic: 'orders' }, { topic: 'orders' }, { topic: 'refunds', partition: 7 }] },
    ]);
  });

  test('refuses heartbeats', () => {
    const tap = overhear();
    tap.ask(consumerGroupHeartbeat, 1, beat)({ ...steady, errorCode: 110, memberId: null, memberEpoch: 0 });
    expect(tap.news()).toMatchObject([{ type: 'heartbeat-refused', ...member, generation: 3, error: 110 }]);
  });

  test.each([-1, -2])('is left with epoch %i', (memberEpoch) => {
    const tap = overhear();
    tap.ask(consumerGroupHeartbeat, 1, { ...beat, memberEpoch })({ ...steady, memberEpoch });
    tap.ask(consumerGroupHeartbeat, 1, { ...beat, memberEpoch })({ ...steady, errorCode: 25, memberEpoch });
    expect(tap.news()).toMatchObject([
      { type: 'left', ...member, epoch: memberEpoch, error: null },
      { type: 'left', ...member, epoch: memberEpoch, error: 25 },
    ]);
  });
});
