/** Recorded talks of real clients, damaged on either side: heard to their end, told in events that a journal takes. */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type RecordedFrame, readFrames, replay } from '../../scripts/capture/story.ts';
import { parseJson } from '../../src/evidence/json.ts';
import { readObservation, type WireEvent } from '../../src/evidence/observation.ts';
import { listener } from '../../src/wiretap/conversation.ts';
import { splitFrames } from '../../src/wiretap/frames.ts';
import { topicNames } from '../../src/wiretap/interpret/topic-names.ts';
import { consumerGroupHeartbeat } from '../../src/wiretap/protocol/apis/consumer-group-heartbeat.ts';
import { damaged } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';
import { overhear } from './overhear.ts';

const clients = ['kafkajs', 'platformatic-classic', 'platformatic-consumer', 'kafka-python', 'confluent'];
const talks = await Promise.all(
  clients.flatMap((client) =>
    ['producer', 'member-1'].map((process) =>
      readFrames(new URL(`../../fixtures/frames/${client}/${process}.jsonl`, import.meta.url).pathname),
    ),
  ),
);

/** All that one side said, as if it had been over one connection. */
function saidBy(side: RecordedFrame['from'], frames: readonly RecordedFrame[]): Buffer {
  return Buffer.concat(frames.filter(({ from }) => from === side).map(({ hex }) => Buffer.from(hex, 'hex')));
}

function expectJournalled(events: readonly WireEvent[]): void {
  for (const event of events) {
    const stamped = { seq: 1, atMs: 0, scenario: 'reading', process: 'consumer-1', ...event };
    const json = parseJson(JSON.stringify(stamped));
    expect(json === undefined ? json : readObservation(json)).toEqual(stamped);
  }
}

test('whatever either side says, it is heard, and each event can be read from a journal', () => {
  const anySaidBy = (side: RecordedFrame['from']) => {
    const said = talks.map((frames) => saidBy(side, frames));
    return fc.oneof(damaged(said), fc.constantFrom(...said));
  };
  const anySaid = fc.array(fc.tuple(anySaidBy('client'), anySaidBy('broker')), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(anySaid, (said) => {
      const events: WireEvent[] = [];
      const heard = listener(topicNames(), (event) => events.push(event));
      let bytes = 0;
      for (const [asked, answered] of said) {
        const conversation = heard.hear();
        conversation.requests(asked);
        conversation.responses(answered);
        bytes += asked.length + answered.length;
      }
      heard.settle();
      expect(events.length).toBeLessThanOrEqual(bytes);
      expectJournalled(events);
    }),
    runs(150),
  );
});

test('a request that nobody can read is opaque, and no other frame is lost with it', () => {
  const anyTalk = fc.constantFrom(...talks.map((frames) => ({ frames, events: replay(frames) })));
  fc.assert(
    fc.property(anyTalk, fc.nat(), fc.uint8Array({ maxLength: 60 }), ({ frames, events }, place, rest) => {
      const at = place % frames.length;
      const { connection, apiKey, apiVersion } = frames[at] ?? { connection: 0, apiKey: 0, apiVersion: 0 };
      // A client's name of less than no characters.
      const content = Buffer.concat([Buffer.alloc(8), Buffer.from([0xff, 0xf0]), rest]);
      content.writeInt16BE(apiKey, 0);
      content.writeInt16BE(apiVersion, 2);
      content.writeInt32BE(0x7ab1_e5ed, 4);
      const length = Buffer.alloc(4);
      length.writeInt32BE(content.length);
      const hex = Buffer.concat([length, content]).toString('hex');
      const told = replay(frames.toSpliced(at, 0, { connection, from: 'client', apiKey, apiVersion, hex }));
      expect(told.filter(({ type }) => type !== 'opaque')).toEqual(events);
    }),
    runs(100),
  );
});

test('an assignment of twenty thousand topics is told as one', () => {
  const topics = topicNames();
  const ids = Array.from({ length: 20_000 }, (_, index) => index.toString(16).padStart(32, '0'));
  for (const id of ids) topics.learn(id, `topic-${id}`);
  const { ask, news } = overhear(topics);
  ask(consumerGroupHeartbeat, 1, {
    groupId: 'group',
    memberId: 'member',
    memberEpoch: 1,
    instanceId: null,
    rackId: null,
    rebalanceTimeoutMs: -1,
    subscribedTopicNames: null,
    subscribedTopicRegex: null,
    serverAssignor: null,
    topicPartitions: null,
  })({
    throttleTimeMs: 0,
    errorCode: 0,
    errorMessage: null,
    memberId: 'member',
    memberEpoch: 2,
    heartbeatIntervalMs: 5000,
    assignment: { topicPartitions: ids.map((topicId) => ({ topicId, partitions: [0] })) },
  });
  expect(news()).toMatchObject([{ type: 'assigned', partitions: { length: ids.length } }]);
});

test('what a frame takes grows with what has come of it, not with what it announces', () => {
  const allocate = vi.spyOn(Buffer, 'allocUnsafe');
  const announced = Buffer.alloc(4);
  announced.writeInt32BE(16 * 1024 * 1024);
  let frames = 0;
  const feed = splitFrames(8, () => {
    frames += 1;
  });
  feed(announced);
  for (let sent = 0; sent < 100; sent += 1) feed(Buffer.alloc(1000, 7));
  const allocatedBytes = allocate.mock.calls.reduce((sum, [size]) => sum + size, 0);
  allocate.mockRestore();
  expect(frames).toBe(0);
  expect(allocatedBytes).toBeLessThan(64 * 1024 + 4 * 100 * 1000);
});
