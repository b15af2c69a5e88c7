import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObservationType, Observed } from '../../../src/evidence/history.ts';
import type { Observation, ObservedEvent } from '../../../src/evidence/observation.ts';
import { errorName } from '../../../src/report/story/error-names.ts';
import { say } from '../../../src/report/story/say.ts';
import { recorded } from './telling.ts';

const group = 'fraud-group';
const member = { group, generation: 3, memberId: 'm-1' };
const place = { topic: 'orders', partition: 2, offset: 14 };
const settings = { brokers: '127.0.0.1:40001', topic: 'orders', group, reset: null };

const mebibyte = 1024 * 1024;

type LimitHit = Extract<ObservedEvent, { type: 'limit-hit' }>;

const limitHits: readonly (readonly [LimitHit['limit'], number, number | null, LimitHit['unit'], string])[] = [
  ['memory', 512 * mebibyte, 512 * mebibyte + 1, 'bytes', 'it used 513 MiB of memory, and 512 MiB are allowed'],
  ['memory', 512 * mebibyte, 540 * mebibyte, 'bytes', 'it used 540 MiB of memory, and 512 MiB are allowed'],
  [
    'allocation',
    1024 * mebibyte,
    null,
    'bytes',
    'one process asked for more than 1024 MiB of memory, and 1024 MiB are allowed',
  ],
  ['processes', 128, 201, 'processes', 'it ran 201 processes and threads at a time, and 128 are allowed'],
  ['cpu', 120, 120.2, 'seconds', 'it used 121 s of CPU time, and 120 s are allowed'],
  ['cpu', 120, null, 'seconds', 'it used more than 120 s of CPU time, and 120 s are allowed'],
  ['wall-clock', 3600, 3600.1, 'seconds', 'it ran for 3601 s, and 3600 s are allowed'],
  ['file-size', 16 * mebibyte, null, 'bytes', 'it wrote to a file beyond 16 MiB, which is as large as one may be'],
  ['disk', 64 * mebibyte, 70 * mebibyte, 'bytes', 'it put 70 MiB into its folder, and 64 MiB are allowed'],
  [
    'open-files',
    1024,
    null,
    'files',
    'it wanted more than 1024 files and connections open at a time, and 1024 are allowed',
  ],
];

/** An event as it came, and what is said of it. */
type Said<T extends ObservationType> = [event: Extract<ObservedEvent, { type: T }>, says: string][];

/** Every type that there is: the compiler asks for those to come. */
const table: { readonly [T in ObservationType]: Said<T> } = {
  started: [
    [
      { source: 'process', type: 'started', role: 'consumer', file: 'src/consumer.ts', pid: 7, settings, cwd: null },
      'started src/consumer.ts as process 7',
    ],
    [
      { source: 'process', type: 'started', role: 'consumer', file: null, pid: 7, settings, cwd: null },
      'started consumer as process 7',
    ],
  ],
  line: [
    [{ source: 'process', type: 'line', stream: 'stdout', text: 'Tee', cut: false }, 'printed “Tee”'],
    [{ source: 'process', type: 'line', stream: 'stderr', text: 'oh', cut: false }, 'wrote on standard error “oh”'],
    [
      { source: 'process', type: 'line', stream: 'stdout', text: 'x'.repeat(161), cut: false },
      `printed “${'x'.repeat(160)}…”`,
    ],
  ],
  'lines-omitted': [
    [
      { source: 'process', type: 'lines-omitted', stream: 'stdout', count: 12 },
      'wrote 12 more lines on standard output',
    ],
    [{ source: 'process', type: 'lines-omitted', stream: 'stderr', count: 1 }, 'wrote 1 more line on standard error'],
  ],
  signalled: [[{ source: 'process', type: 'signalled', signal: 'SIGTERM' }, 'was sent SIGTERM']],
  flooded: [
    [
      { source: 'process', type: 'flooded', stream: 'stdout', limitBytes: 1000 },
      'wrote more than 1000 bytes on standard output and was stopped',
    ],
  ],
  'limit-hit': limitHits.map(([limit, allowed, used, unit, words]) => [
    { source: 'process', type: 'limit-hit', limit, allowed, used, unit },
    `came to a limit: ${words}`,
  ]),
  'left-behind': [
    [
      { source: 'process', type: 'left-behind', processes: 1, alive: 0 },
      'left 1 process behind, which the grader ended',
    ],
    [
      { source: 'process', type: 'left-behind', processes: 3, alive: 2 },
      'left 3 processes behind, 2 of which the grader could not end',
    ],
  ],
  exited: [
    [{ source: 'process', type: 'exited', code: 0, signal: null, asked: true }, 'ended with exit code 0'],
    [{ source: 'process', type: 'exited', code: 1, signal: null, asked: false }, 'ended with exit code 1, unasked'],
    [{ source: 'process', type: 'exited', code: null, signal: 'SIGKILL', asked: true }, 'ended by SIGKILL'],
    [{ source: 'process', type: 'exited', code: null, signal: null, asked: false }, 'ended in an unknown way, unasked'],
  ],
  connected: [[{ source: 'wire', type: 'connected', connection: 2 }, 'opened connection 2']],
  disconnected: [[{ source: 'wire', type: 'disconnected', connection: 2 }, 'closed connection 2']],
  'connection-lost': [
    [
      { source: 'wire', type: 'connection-lost', connection: 2, reason: 'ECONNRESET' },
      'lost connection 2 through no doing of its own (ECONNRESET)',
    ],
  ],
  'connected-elsewhere': [
    [
      { source: 'wire', type: 'connected-elsewhere', address: '127.0.0.1:9092' },
      'connected to 127.0.0.1:9092, which it was not given',
    ],
  ],
  'metadata-asked': [
    [{ source: 'wire', type: 'metadata-asked', clientId: null, topics: null }, 'asked for the metadata of all topics'],
    [{ source: 'wire', type: 'metadata-asked', clientId: null, topics: ['a', 'b'] }, 'asked for the metadata of a, b'],
    [{ source: 'wire', type: 'metadata-asked', clientId: null, topics: [] }, 'asked for the metadata of no topic'],
  ],
  'join-asked': [
    [
      {
        source: 'wire',
        type: 'join-asked',
        group,
        protocol: 'classic',
        memberId: '',
        groupInstanceId: null,
        subscribed: ['orders'],
        assignors: ['range'],
        sessionTimeoutMs: null,
      },
      'asked to join fraud-group',
    ],
  ],
  joined: [
    [{ source: 'wire', type: 'joined', ...member, error: null }, 'joined fraud-group in generation 3'],
    [{ source: 'wire', type: 'joined', ...member, error: 79 }, 'was not let into fraud-group: MEMBER_ID_REQUIRED'],
  ],
  assigned: [
    [
      { source: 'wire', type: 'assigned', ...member, protocol: 'classic', partitions: [], error: null },
      'was assigned no partition in generation 3',
    ],
    [
      {
        source: 'wire',
        type: 'assigned',
        ...member,
        protocol: 'classic',
        partitions: [10, 9, 2].map((partition) => ({ topic: 'orders', partition })),
        error: null,
      },
      'was assigned P2, P9, P10 in generation 3',
    ],
    [
      { source: 'wire', type: 'assigned', ...member, protocol: 'classic', partitions: [], error: 27 },
      'was assigned nothing: REBALANCE_IN_PROGRESS',
    ],
  ],
  'heartbeat-refused': [
    [{ source: 'wire', type: 'heartbeat-refused', ...member, error: 25 }, 'was told by a heartbeat: UNKNOWN_MEMBER_ID'],
  ],
  'epoch-raised': [[{ source: 'wire', type: 'epoch-raised', ...member }, 'moved to epoch 3']],
  'offset-asked': [
    [
      { source: 'wire', type: 'offset-asked', topic: 'orders', partition: 2, timestamp: -2 },
      'asked where the earliest offset of P2 is',
    ],
    [
      { source: 'wire', type: 'offset-asked', topic: 'orders', partition: 2, timestamp: -1 },
      'asked where the latest offset of P2 is',
    ],
    [
      { source: 'wire', type: 'offset-asked', topic: 'orders', partition: 2, timestamp: 1700 },
      'asked where the offset at time 1700 of P2 is',
    ],
  ],
  'committed-offset-read': [
    [
      { source: 'wire', type: 'committed-offset-read', group, topic: 'orders', partition: 2, offset: null },
      'found no committed offset for P2',
    ],
    [{ source: 'wire', type: 'committed-offset-read', group, ...place }, 'found P2 committed at 14'],
  ],
  positioned: [[{ source: 'wire', type: 'positioned', ...place }, 'began to fetch P2 at 14']],
  fetched: [
    [
      { source: 'wire', type: 'fetched', topic: 'orders', partition: 2, first: 3, last: 5, highWatermark: 6 },
      'was sent P2:3–5',
    ],
    [
      { source: 'wire', type: 'fetched', topic: 'orders', partition: 2, first: 3, last: 3, highWatermark: 6 },
      'was sent P2:3',
    ],
  ],
  'commit-sent': [[{ source: 'wire', type: 'commit-sent', ...member, ...place }, 'asked to commit P2 at 14']],
  'held-back': [[{ source: 'wire', type: 'held-back' }, 'had its commit kept back by the grader']],
  committed: [
    [{ source: 'wire', type: 'committed', ...member, ...place, error: null }, 'committed P2 at 14'],
    [
      { source: 'wire', type: 'committed', ...member, ...place, error: 22 },
      'could not commit P2 at 14: ILLEGAL_GENERATION',
    ],
  ],
  left: [
    [{ source: 'wire', type: 'left', group, memberId: 'm-1', epoch: null, error: null }, 'left fraud-group'],
    [
      { source: 'wire', type: 'left', group, memberId: 'm-1', epoch: null, error: 16 },
      'could not leave fraud-group: NOT_COORDINATOR',
    ],
  ],
  produced: [
    [
      { source: 'wire', type: 'produced', topic: 'orders', partition: 2, acks: -1, count: 1, offset: 4, error: null },
      'sent 1 record to P2 (acks=-1)',
    ],
    [
      { source: 'wire', type: 'produced', topic: 'orders', partition: 2, acks: 0, count: 2, offset: null, error: null },
      'sent 2 records to P2 (acks=0)',
    ],
    [
      { source: 'wire', type: 'produced', topic: 'orders', partition: 2, acks: 1, count: 2, offset: null, error: 10 },
      'could not send to P2: MESSAGE_TOO_LARGE',
    ],
  ],
  opaque: [
    [
      { source: 'wire', type: 'opaque', apiKey: 71, apiVersion: 0, reason: 'undescribed' },
      'sent a request that the wiretap passed on unread (API 71, version 0)',
    ],
  ],
  violation: [
    [
      { source: 'wire', type: 'violation', api: 'DeleteTopics', rule: 'forbidden', names: ['orders'], error: 29 },
      'tried to delete topics (orders), which was refused: TOPIC_AUTHORIZATION_FAILED',
    ],
    [
      { source: 'wire', type: 'violation', api: 'JoinGroup', rule: 'foreign', names: ['theirs'], error: 30 },
      'tried to join groups that were made for others (theirs), which was refused: GROUP_AUTHORIZATION_FAILED',
    ],
    [
      { source: 'wire', type: 'violation', api: 'Fetch', rule: 'taken', names: ['a', 'b', 'c', 'd'], error: 29 },
      'tried to read topics that others use just now (a, b, c and 1 more), which was refused: TOPIC_AUTHORIZATION_FAILED',
    ],
    [
      { source: 'wire', type: 'violation', api: 'AlterPartition', rule: 'forbidden', names: [], error: null },
      'tried to use AlterPartition, which was refused',
    ],
    [
      { source: 'wire', type: 'violation', api: 'none', rule: 'unreadable', names: [], error: null },
      "sent something that is no request of this Kafka's protocol, which was refused",
    ],
  ],
  limited: [
    [
      { source: 'wire', type: 'limited', limit: 'connections', allowed: 64 },
      'opened more than 64 connections at a time: the others were refused',
    ],
    [
      { source: 'wire', type: 'limited', limit: 'request-bytes', allowed: 16_777_216 },
      'sent a request of more than 16 MiB: its connection was ended',
    ],
    [
      { source: 'wire', type: 'limited', limit: 'sent-bytes', allowed: 536_870_912 },
      'sent more than 512 MiB: its connections were ended',
    ],
    [
      { source: 'wire', type: 'limited', limit: 'sent-bytes-per-second', allowed: 33_554_432 },
      'sent more than 32 MiB a second: it was slowed down',
    ],
    [
      { source: 'wire', type: 'limited', limit: 'received-bytes-per-second', allowed: 268_435_456 },
      'read more than 256 MiB a second: it was slowed down',
    ],
    [
      { source: 'wire', type: 'limited', limit: 'requests-per-second', allowed: 2000 },
      'sent more than 2000 requests a second: it was slowed down',
    ],
  ],
  record: [
    [
      { source: 'log', type: 'record', ...place, key: null, value: 'Tee', by: 'grader' },
      'record P2:14 is in orders: “Tee”',
    ],
    [
      { source: 'log', type: 'record', ...place, key: null, value: null, by: 'grader' },
      'record P2:14 is in orders: null',
    ],
    [
      { source: 'log', type: 'record', ...place, key: null, value: { base64: '/w==' }, by: 'student' },
      'record P2:14 is in orders: “/w==” (base64)',
    ],
  ],
  end: [[{ source: 'log', type: 'end', topic: 'orders', offsets: [4, 0] }, 'orders ends at P0:4, P1:0']],
  described: [
    [
      { source: 'group', type: 'described', group, state: 'Stable', members: [{ memberId: 'm-1', partitions: [] }] },
      'the coordinator describes fraud-group as Stable with 1 member',
    ],
  ],
  offsets: [
    [
      { source: 'group', type: 'offsets', group, topic: 'orders', offsets: [3, null] },
      'fraud-group has committed P0:3, P1:nothing',
    ],
  ],
  'offsets-set': [
    [
      { source: 'group', type: 'offsets-set', group, topic: 'orders', offsets: [3, 4] },
      'commits P0:3, P1:4 for fraud-group',
    ],
  ],
  evicted: [[{ source: 'group', type: 'evicted', group, memberId: 'm-1' }, 'takes a dead member out of fraud-group']],
  'scenario-began': [
    [{ source: 'harness', type: 'scenario-began', insisted: null }, 'begins'],
    [
      { source: 'harness', type: 'scenario-began', insisted: { brokers: null, topic: 'mine', group: null } },
      'begins again, with the settings that the program insists on',
    ],
  ],
  'scenario-ended': [
    [{ source: 'harness', type: 'scenario-ended', aborted: null, again: false }, 'is done'],
    [
      { source: 'harness', type: 'scenario-ended', aborted: 'The broker died.', again: false },
      'breaks off: The broker died.',
    ],
  ],
  calibrated: [
    [{ source: 'harness', type: 'calibrated', emptyProgramMs: 90, slowness: 1 }, 'times an empty program: 90 ms'],
  ],
  'broker-silent': [
    [{ source: 'harness', type: 'broker-silent', silentMs: 3_480 }, 'has had no answer from Kafka for 3.5 s'],
  ],
  'program-unavailable': [
    [
      { source: 'harness', type: 'program-unavailable', role: 'consumer', reason: 'It is missing.', location: null },
      "can't run the consumer: It is missing.",
    ],
  ],
  'text-read': [
    [{ source: 'harness', type: 'text-read', name: 'answers', path: 'answers.yaml', text: '' }, 'reads answers.yaml'],
  ],
  'text-unavailable': [
    [
      { source: 'harness', type: 'text-unavailable', name: 'answers.yaml', reason: 'It is missing.' },
      "can't read answers.yaml: It is missing.",
    ],
  ],
  repository: [
    [{ source: 'harness', type: 'repository', workflows: [] }, 'finds 0 workflows in the repository'],
    [
      {
        source: 'harness',
        type: 'repository',
        workflows: [{ path: '.github/workflows/grade.yml', sha256: 'ab', state: 'as-given' }],
      },
      'finds 1 workflow in the repository',
    ],
  ],
  'topic-created': [
    [
      { source: 'harness', type: 'topic-created', topic: 'orders', partitions: 4 },
      'makes the topic orders with 4 partitions',
    ],
  ],
  'orders-given': [
    [
      { source: 'harness', type: 'orders-given', file: 'orders.jsonl', orders: ['{}'] },
      'gives 1 order in orders.jsonl',
    ],
  ],
  marked: [[{ source: 'harness', type: 'marked', mark: 'idle-member-watched' }, 'idle member watched']],
  'gave-up': [
    [
      {
        source: 'harness',
        type: 'gave-up',
        waitingFor: 'it has joined',
        seen: 'nothing',
        because: 'deadline',
        waitedMs: 30_049,
        brokerHealthy: true,
        starved: false,
      },
      'gave up waiting until it has joined, after 30.0 s: nothing',
    ],
  ],
};

const stamp = { seq: 1, atMs: 10, scenario: 'scaling', process: 'consumer-1' };
const rows = Object.entries(table).flatMap(([type, said]) => said.map(([event, says]) => ({ type, event, says })));

test.each(rows)('$type: $says', ({ event, says }) => {
  expect(say({ ...stamp, ...event })).toBe(says);
});

describe('nothing is said that is empty, or names what is not there', () => {
  /** What a program or the grader wrote may have any word in it. */
  const quotes: ReadonlySet<ObservationType> = new Set(['line', 'record']);
  const isSaid = (observation: Observation) => {
    expect(say(observation)).toMatch(/\S/);
    expect(say(observation)).not.toMatch(/undefined|null|NaN|\[object/);
  };

  test.each(['reference', 'static-member'] as const)('of all that was observed in the grading of %s', (name) => {
    for (const observation of recorded(name)) if (!quotes.has(observation.type)) isSaid(observation);
  });

  test('of any error that a coordinator or broker may answer with', () => {
    const refusals: Observation[] = rows.flatMap(({ event }) => ('error' in event ? [{ ...stamp, ...event }] : []));
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 200 }), fc.constantFrom(...refusals), (error, refused) => {
        if ('error' in refused) isSaid({ ...refused, error });
      }),
    );
  });
});

test('of a long text the beginning is said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 200, maxLength: 400 }), (text) => {
      const printed: Observed<'line'> = {
        ...stamp,
        source: 'process',
        type: 'line',
        stream: 'stdout',
        text,
        cut: false,
      };
      expect(say(printed).length).toBeLessThan(180);
    }),
  );
});

test.each([
  [3, 'UNKNOWN_TOPIC_OR_PARTITION'],
  [16, 'NOT_COORDINATOR'],
  [22, 'ILLEGAL_GENERATION'],
  [25, 'UNKNOWN_MEMBER_ID'],
  [27, 'REBALANCE_IN_PROGRESS'],
  [79, 'MEMBER_ID_REQUIRED'],
  [82, 'FENCED_INSTANCE_ID'],
  [110, 'FENCED_MEMBER_EPOCH'],
  [113, 'STALE_MEMBER_EPOCH'],
  [58, 'error 58'],
])('Kafka’s name of error %i is %s', (code, name) => {
  expect(errorName(code)).toBe(name);
});
