/**
 * What a grading knows: a list of observations in the order in which the grader saw them. Checks see nothing else.
 *
 * `seq` counts from 1 without gaps; `atMs` is monotonic time since the grading began. `process` is a student process,
 * unique within its `scenario` (`consumer-3`). Offsets are plain numbers: no exercise comes near 2^53 records.
 */
import { z } from 'zod';

const partitionOffset = { topic: z.string(), partition: z.int(), offset: z.int() };

/** Kafka's error code 0 is null here; any other is its protocol number. */
const error = z.int().nullable();

/** Bytes that are valid UTF-8 are a string; others are kept as base64. */
export const bytes = z.union([z.string(), z.strictObject({ base64: z.string() })]).nullable();
export type Bytes = z.infer<typeof bytes>;

const settings = z.strictObject({
  brokers: z.string(),
  topic: z.string(),
  group: z.string().nullable(),
  reset: z.enum(['earliest', 'latest']).nullable(),
});
export type Settings = z.infer<typeof settings>;

/** From the life of a student process. */
export const processEvent = z.discriminatedUnion('type', [
  z.object({
    source: z.literal('process'),
    type: z.literal('started'),
    role: z.string(),
    /** The student's file that runs, relative to the submission's folder. */
    file: z.string().optional(),
    pid: z.int(),
    settings,
    /** The folder that it runs in, which its stack traces name; null in journals from before it was noted. */
    cwd: z.string().nullable().default(null),
  }),
  z.object({
    source: z.literal('process'),
    type: z.literal('line'),
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
    /** The line was longer than the cap; `text` is its beginning. */
    cut: z.boolean(),
  }),
  /** Lines that no check reads and that were left out of the journal; those after this event were the last. */
  z.object({
    source: z.literal('process'),
    type: z.literal('lines-omitted'),
    stream: z.enum(['stdout', 'stderr']),
    count: z.int(),
  }),
  z.object({ source: z.literal('process'), type: z.literal('signalled'), signal: z.enum(['SIGTERM', 'SIGKILL']) }),
  /** The grader stopped the process because a stream grew past its cap. */
  z.object({
    source: z.literal('process'),
    type: z.literal('flooded'),
    stream: z.enum(['stdout', 'stderr']),
    limitBytes: z.int(),
  }),
  /** `asked` is true where the grader had sent a signal before. */
  z.object({
    source: z.literal('process'),
    type: z.literal('exited'),
    code: z.int().nullable(),
    signal: z.string().nullable(),
    asked: z.boolean(),
  }),
]);
export type ProcessEvent = z.infer<typeof processEvent>;

/**
 * From the wiretap of one process. A request and its response make one event, at the time of the response, except
 * where the request alone is the evidence (`-asked`, `-sent`, `positioned`).
 */
export const wireEvent = z.discriminatedUnion('type', [
  z.object({ source: z.literal('wire'), type: z.literal('connected'), connection: z.int() }),
  z.object({ source: z.literal('wire'), type: z.literal('disconnected'), connection: z.int() }),
  /** The topics that a Metadata request names; journalled once per distinct list. Null asks for all topics. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('metadata-asked'),
    clientId: z.string().nullable(),
    topics: z.array(z.string()).nullable(),
  }),
  /** A JoinGroup request, or the first ConsumerGroupHeartbeat (epoch 0) of a member. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('join-asked'),
    group: z.string(),
    protocol: z.enum(['classic', 'consumer']),
    memberId: z.string(),
    groupInstanceId: z.string().nullable(),
    subscribed: z.array(z.string()),
    assignors: z.array(z.string()),
    sessionTimeoutMs: z.int().nullable(),
  }),
  /** The answer to a JoinGroup request; also one that failed (MEMBER_ID_REQUIRED, 79, is part of a normal join). */
  z.object({
    source: z.literal('wire'),
    type: z.literal('joined'),
    group: z.string(),
    generation: z.int(),
    memberId: z.string(),
    error,
  }),
  /**
   * What the coordinator gave this member: the answer to SyncGroup, or a ConsumerGroupHeartbeat answer that carries an
   * assignment (a null or repeated one means "unchanged" and makes no event). With an error `partitions` is empty.
   */
  z.object({
    source: z.literal('wire'),
    type: z.literal('assigned'),
    group: z.string(),
    protocol: z.enum(['classic', 'consumer']),
    generation: z.int(),
    memberId: z.string(),
    partitions: z.array(z.strictObject({ topic: z.string(), partition: z.int() })),
    error,
  }),
  /** A heartbeat that was answered with an error: REBALANCE_IN_PROGRESS (27), UNKNOWN_MEMBER_ID (25), fenced. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('heartbeat-refused'),
    group: z.string(),
    generation: z.int(),
    memberId: z.string(),
    error: z.int(),
  }),
  /** A ConsumerGroupHeartbeat answer that raised the member's epoch without an assignment in it. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('epoch-raised'),
    group: z.string(),
    generation: z.int(),
    memberId: z.string(),
  }),
  /** A ListOffsets request: -2 is earliest, -1 latest, others as the protocol has them. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('offset-asked'),
    topic: z.string(),
    partition: z.int(),
    timestamp: z.int(),
  }),
  /** The answer to OffsetFetch: the group's committed offset, null where there is none. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('committed-offset-read'),
    group: z.string(),
    topic: z.string(),
    partition: z.int(),
    offset: z.int().nullable(),
  }),
  /**
   * A Fetch request whose offset does not follow from what was delivered before: the first for a partition since the
   * process (re)gained it, a seek, or a record read again. Fetch sessions (KIP-227) are unfolded.
   */
  z.object({ source: z.literal('wire'), type: z.literal('positioned'), ...partitionOffset }),
  /** A Fetch answer with record batches: `first` to `last` offset as delivered, control batches not counted. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('fetched'),
    topic: z.string(),
    partition: z.int(),
    first: z.int(),
    last: z.int(),
    highWatermark: z.int(),
  }),
  z.object({
    source: z.literal('wire'),
    type: z.literal('commit-sent'),
    group: z.string(),
    generation: z.int(),
    memberId: z.string(),
    ...partitionOffset,
  }),
  /** From here on, what the process sends is kept back until it is gone; what carried the last event is kept back with it. */
  z.object({ source: z.literal('wire'), type: z.literal('held-back') }),
  /** The answer to an OffsetCommit, per partition; `offset` is the one that was asked for. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('committed'),
    group: z.string(),
    generation: z.int(),
    memberId: z.string(),
    ...partitionOffset,
    error,
  }),
  /** An answered LeaveGroup that names the member, or a ConsumerGroupHeartbeat with epoch -1 (or -2: static, not leaving). */
  z.object({
    source: z.literal('wire'),
    type: z.literal('left'),
    group: z.string(),
    memberId: z.string(),
    epoch: z.int().nullable(),
    error,
  }),
  /** A Produce answer per partition; with `acks` 0 there is no answer, and the event is the request (`offset` null). */
  z.object({
    source: z.literal('wire'),
    type: z.literal('produced'),
    topic: z.string(),
    partition: z.int(),
    acks: z.int(),
    count: z.int(),
    offset: z.int().nullable(),
    error,
  }),
  /** A message that was passed on without being understood; journalled once per api, version and reason. */
  z.object({
    source: z.literal('wire'),
    type: z.literal('opaque'),
    apiKey: z.int(),
    apiVersion: z.int(),
    reason: z.enum(['undescribed', 'undecodable', 'too-large', 'unknown-topic-id']),
  }),
]);
export type WireEvent = z.infer<typeof wireEvent>;

/** From the grader's own reading (and writing) of a topic. */
export const logEvent = z.discriminatedUnion('type', [
  z.object({
    source: z.literal('log'),
    type: z.literal('record'),
    ...partitionOffset,
    key: bytes,
    value: bytes,
    by: z.enum(['grader', 'student']),
  }),
  /** The next offset of each partition, by index. */
  z.object({ source: z.literal('log'), type: z.literal('end'), topic: z.string(), offsets: z.array(z.int()) }),
]);
export type LogEvent = z.infer<typeof logEvent>;

/** From the grader's own admin client: the second witness of group membership. */
export const groupEvent = z.discriminatedUnion('type', [
  z.object({
    source: z.literal('group'),
    type: z.literal('described'),
    group: z.string(),
    /** Kafka's name of the state: Stable, Empty, Dead, PreparingRebalance, CompletingRebalance, Assigning, Reconciling. */
    state: z.string(),
    members: z.array(
      z.strictObject({
        memberId: z.string(),
        partitions: z.array(z.strictObject({ topic: z.string(), partition: z.int() })),
      }),
    ),
  }),
  /** The group's committed offset of each partition of the topic by index, null where there is none. */
  z.object({
    source: z.literal('group'),
    type: z.literal('offsets'),
    group: z.string(),
    topic: z.string(),
    offsets: z.array(z.int().nullable()),
  }),
  /** The grader committed these offsets for a group without members. */
  z.object({
    source: z.literal('group'),
    type: z.literal('offsets-set'),
    group: z.string(),
    topic: z.string(),
    offsets: z.array(z.int()),
  }),
  /** The grader took a dead process's member out of its group instead of waiting for its session to end. */
  z.object({ source: z.literal('group'), type: z.literal('evicted'), group: z.string(), memberId: z.string() }),
]);
export type GroupEvent = z.infer<typeof groupEvent>;

/** Settings that a scenario's programs insist on, each null where they take it from the environment. */
const insisted = z.strictObject({
  brokers: z.string().nullable(),
  topic: z.string().nullable(),
  group: z.string().nullable(),
});
export type Insisted = z.infer<typeof insisted>;

/** What the grader itself did, and how the world around it was. */
export const harnessEvent = z.discriminatedUnion('type', [
  /** `insisted` is what programs were seen to use whatever they were given, and are now given; null the first time. */
  z.object({
    source: z.literal('harness'),
    type: z.literal('scenario-began'),
    insisted: insisted.nullable().default(null),
  }),
  /** `aborted` says why the scenario could not be played to its end through no fault of the student. */
  z.object({
    source: z.literal('harness'),
    type: z.literal('scenario-ended'),
    aborted: z.string().nullable(),
    /** It was broken off to be begun again, and says nothing. */
    again: z.boolean().default(false),
  }),
  /** A program that can't be run, and why: missing, does not compile, refused. */
  z.object({
    source: z.literal('harness'),
    type: z.literal('program-unavailable'),
    role: z.string(),
    reason: z.string(),
    location: z.strictObject({ file: z.string(), line: z.int(), column: z.int() }).nullable(),
  }),
  /** A file beside the programs that was handed in, such as `answers.yaml`; `path` is where it was found. */
  z.object({
    source: z.literal('harness'),
    type: z.literal('text-read'),
    name: z.string(),
    path: z.string(),
    text: z.string(),
  }),
  z.object({
    source: z.literal('harness'),
    type: z.literal('text-unavailable'),
    name: z.string(),
    reason: z.string(),
  }),
  z.object({ source: z.literal('harness'), type: z.literal('topic-created'), topic: z.string(), partitions: z.int() }),
  /** The lines of the orders file that a producer was given, blank ones left out. */
  z.object({
    source: z.literal('harness'),
    type: z.literal('orders-given'),
    file: z.string(),
    orders: z.array(z.string()),
  }),
  /** A moment of the story that checks refer to, reached. */
  z.object({ source: z.literal('harness'), type: z.literal('marked'), mark: z.string() }),
  /** A wait that ended without what it waited for: at its deadline, or because it had become impossible. */
  z.object({
    source: z.literal('harness'),
    type: z.literal('gave-up'),
    waitingFor: z.string(),
    seen: z.string(),
    because: z.enum(['deadline', 'impossible']),
    waitedMs: z.int(),
    brokerHealthy: z.boolean(),
    starved: z.boolean(),
  }),
]);
export type HarnessEvent = z.infer<typeof harnessEvent>;

const stamp = z.object({
  seq: z.int().positive(),
  atMs: z.number().nonnegative(),
  scenario: z.string().nullable(),
  process: z.string().nullable(),
});

/** A line of `observations.jsonl`, but for its first, the header. */
export const observation = stamp.and(
  z.discriminatedUnion('source', [processEvent, wireEvent, logEvent, groupEvent, harnessEvent]),
);
export type ObservedEvent = ProcessEvent | WireEvent | LogEvent | GroupEvent | HarnessEvent;
export type Observation = z.infer<typeof stamp> & ObservedEvent;
