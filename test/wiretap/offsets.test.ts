import { describe, expect, test } from 'vitest';
import { listOffsets } from '../../src/wiretap/protocol/apis/list-offsets.ts';
import { offsetCommit } from '../../src/wiretap/protocol/apis/offset-commit.ts';
import { offsetFetch } from '../../src/wiretap/protocol/apis/offset-fetch.ts';
import { produce } from '../../src/wiretap/protocol/apis/produce.ts';
import { batch } from './messages.ts';
import { overhear } from './overhear.ts';

const topicId = '0a'.repeat(16);

test('a commit is told when it is sent, and each partition when it is answered', () => {
  const tap = overhear();
  tap.topics.learn(topicId, 'orders');
  const partition = (partition: number, offset: number) => ({ partition, offset, leaderEpoch: -1, metadata: null });
  const request = { groupId: 'readers', generationId: 4, memberId: 'me', groupInstanceId: null, retentionTimeMs: null };
  const answer = tap.ask(offsetCommit, 10, {
    ...request,
    topics: [{ name: null, topicId, partitions: [partition(0, 17), partition(1, 18)] }],
  });
  const about = { source: 'wire', group: 'readers', generation: 4, memberId: 'me', topic: 'orders' };
  expect(tap.news()).toEqual([
    { ...about, type: 'commit-sent', partition: 0, offset: 17 },
    { ...about, type: 'commit-sent', partition: 1, offset: 18 },
  ]);
  answer({
    throttleTimeMs: 0,
    topics: [
      {
        name: null,
        topicId,
        partitions: [
          { partition: 1, errorCode: 22 },
          { partition: 0, errorCode: 0 },
        ],
      },
    ],
  });
  expect(tap.news()).toEqual([
    { ...about, type: 'committed', partition: 1, offset: 18, error: 22 },
    { ...about, type: 'committed', partition: 0, offset: 17, error: null },
  ]);
});

describe('committed offsets that are read', () => {
  const told = { leaderEpoch: -1, metadata: null };
  const partitions = [
    { partition: 0, offset: 17, errorCode: 0, ...told },
    { partition: 1, offset: -1, errorCode: 0, ...told },
    { partition: 2, offset: -1, errorCode: 3, ...told },
  ];
  const about = { source: 'wire', type: 'committed-offset-read', group: 'readers', topic: 'orders' };
  const expected = [
    { ...about, partition: 0, offset: 17 },
    { ...about, partition: 1, offset: null },
  ];

  test('of one group, in old versions', () => {
    const tap = overhear();
    tap.ask(offsetFetch, 5, { groupId: 'readers', topics: null, groups: null, requireStable: null })({
      throttleTimeMs: 0,
      topics: [{ name: 'orders', partitions }],
      errorCode: 0,
      groups: null,
    });
    expect(tap.news()).toEqual(expected);
  });

  test('of several groups, in new versions', () => {
    const tap = overhear();
    tap.ask(offsetFetch, 9, { groupId: null, topics: null, groups: [], requireStable: true })({
      throttleTimeMs: 0,
      topics: null,
      errorCode: null,
      groups: [{ groupId: 'readers', topics: [{ name: 'orders', topicId: null, partitions }], errorCode: 0 }],
    });
    expect(tap.news()).toEqual(expected);
  });
});

test('an offset that is asked for by its timestamp', () => {
  const tap = overhear();
  tap.ask(listOffsets, 7, {
    replicaId: -1,
    isolationLevel: 0,
    topics: [{ name: 'orders', partitions: [{ partition: 2, currentLeaderEpoch: -1, timestamp: -1 }] }],
    timeoutMs: null,
  });
  expect(tap.news()).toEqual([{ source: 'wire', type: 'offset-asked', topic: 'orders', partition: 2, timestamp: -1 }]);
});

describe('records that are sent', () => {
  const sent = {
    transactionalId: null,
    acks: -1,
    timeoutMs: 1_000,
    topics: [
      {
        name: 'orders',
        topicId: null,
        partitions: [
          { partition: 0, records: Buffer.concat([batch(0, 4), batch(0, 1)]) },
          { partition: 1, records: null },
        ],
      },
    ],
  };
  const answered = (partition: number, errorCode: number, baseOffset: number) => ({
    partition,
    errorCode,
    baseOffset,
    logAppendTimeMs: -1,
    logStartOffset: 0,
    recordErrors: [],
    errorMessage: null,
    currentLeader: null,
  });

  test('are told with the answer, per partition', () => {
    const tap = overhear();
    const answer = tap.ask(produce, 9, sent);
    expect(tap.news()).toEqual([]);
    answer({
      topics: [{ name: 'orders', topicId: null, partitions: [answered(0, 0, 40), answered(1, 3, -1)] }],
      throttleTimeMs: 0,
      nodeEndpoints: null,
    });
    expect(tap.news()).toEqual([
      { source: 'wire', type: 'produced', topic: 'orders', partition: 0, acks: -1, count: 7, offset: 40, error: null },
      { source: 'wire', type: 'produced', topic: 'orders', partition: 1, acks: -1, count: 0, offset: null, error: 3 },
    ]);
  });

  test('without acknowledgement are told at once, and nothing waits for an answer', () => {
    const tap = overhear();
    tap.ask(produce, 7, { ...sent, acks: 0 });
    expect(tap.news()).toMatchObject([
      { type: 'produced', partition: 0, acks: 0, count: 7, offset: null, error: null },
      { type: 'produced', partition: 1, acks: 0, count: 0, offset: null, error: null },
    ]);
  });
});
