/**
 * What a grading knows: a list of observations in the order in which the grader saw them. Checks see nothing else.
 *
 * `seq` counts from 1 without gaps; `atMs` is monotonic time since the grading began, or since what it carried over from an
 * earlier one did (`carry-over.ts`). `process` is a student process,
 * unique within its `scenario` (`consumer-3`). Offsets are plain numbers: no exercise comes near 2^53 records.
 */
import { isObject, type Json } from './json.ts';
import {
  boolean,
  count,
  described,
  duration,
  either,
  type Fields,
  int,
  list,
  literal,
  nullable,
  type ObjectShape,
  object,
  oneOf,
  type Shape,
  type Shaped,
  string,
} from './shape.ts';

const partitionOffset = { topic: string, partition: int, offset: int };

const error = described("Kafka's error code; null where it is 0, no error.", nullable(int));

export const bytes = described(
  'Bytes that are valid UTF-8 are a string; others are kept as base64.',
  nullable(either(string, object({ base64: string }))),
);
export type Bytes = Shaped<typeof bytes>;

const settings = object({
  brokers: string,
  topic: string,
  group: nullable(string),
  reset: nullable(oneOf('earliest', 'latest')),
});
export type Settings = Shaped<typeof settings>;

/** An event that is told apart by its source and type. */
function event<const F extends Fields>(description: string, fields: F): ObjectShape<F> {
  return described(description, object(fields));
}

/** What a process may use only so much of. */
export const limits = [
  'memory',
  'allocation',
  'processes',
  'cpu',
  'wall-clock',
  'file-size',
  'disk',
  'open-files',
] as const;
export type Limit = (typeof limits)[number];

/** From the life of a student process. */
const processEvents = [
  event('A student process was started, with these settings in its environment.', {
    source: literal('process'),
    type: literal('started'),
    role: string,
    file: described("The student's file that runs, relative to the submission's folder.", nullable(string)),
    pid: int,
    settings,
    cwd: described('The folder that it runs in, which its stack traces name.', nullable(string)),
  }),
  event('A line that the process wrote.', {
    source: literal('process'),
    type: literal('line'),
    stream: oneOf('stdout', 'stderr'),
    text: string,
    cut: described('The line was longer than the cap; `text` is its beginning.', boolean),
  }),
  event('Lines that no check reads and that were left out of the journal; those after this event were the last.', {
    source: literal('process'),
    type: literal('lines-omitted'),
    stream: oneOf('stdout', 'stderr'),
    count: int,
  }),
  event('The grader sent the process this signal.', {
    source: literal('process'),
    type: literal('signalled'),
    signal: oneOf('SIGTERM', 'SIGKILL'),
  }),
  event('The grader stopped the process because a stream grew past its cap.', {
    source: literal('process'),
    type: literal('flooded'),
    stream: oneOf('stdout', 'stderr'),
    limitBytes: int,
  }),
  event(
    'The process, with all that it started, came to the end of what it may use, and was stopped where it went on.',
    {
      source: literal('process'),
      type: literal('limit-hit'),
      limit: oneOf(...limits),
      allowed: duration,
      used: described('Null where all that is known is that it was more.', nullable(duration)),
      unit: oneOf('bytes', 'processes', 'seconds', 'files'),
    },
  ),
  event('Processes that this one had started and sent out of its group outlived it, and the grader ended them.', {
    source: literal('process'),
    type: literal('left-behind'),
    processes: int,
    alive: described('Those that could not be ended.', int),
  }),
  event('The process has ended; `asked` is true where the grader had sent it a signal before.', {
    source: literal('process'),
    type: literal('exited'),
    code: nullable(int),
    signal: nullable(string),
    asked: boolean,
  }),
];
export type ProcessEvent = Shaped<(typeof processEvents)[number]>;

/** Why a request may not pass the tap. */
export const violationRules = ['forbidden', 'foreign', 'taken', 'unreadable'] as const;

/** What a tap allows a process only so much of. */
export const tapLimits = [
  'connections',
  'request-bytes',
  'sent-bytes',
  'sent-bytes-per-second',
  'received-bytes-per-second',
  'requests-per-second',
] as const;

/**
 * From the wiretap of one process. A request and its response make one event, at the time of the response, except
 * where the request alone is the evidence (`-asked`, `-sent`, `positioned`).
 */
const wireEvents = [
  event('The process opened a connection, numbered from 1, to Kafka through its tap.', {
    source: literal('wire'),
    type: literal('connected'),
    connection: int,
  }),
  event('The connection of this number is closed.', {
    source: literal('wire'),
    type: literal('disconnected'),
    connection: int,
  }),
  event(
    'A connection broke, or could not be made to Kafka, and not by the doing of the process; `reason` is what the system calls it.',
    {
      source: literal('wire'),
      type: literal('connection-lost'),
      connection: int,
      reason: string,
    },
  ),
  event('A connection that does not go through the tap, of a process that has not come in through it either.', {
    source: literal('wire'),
    type: literal('connected-elsewhere'),
    address: string,
  }),
  event('The topics that a Metadata request names; journalled once per distinct list. Null asks for all topics.', {
    source: literal('wire'),
    type: literal('metadata-asked'),
    clientId: nullable(string),
    topics: nullable(list(string)),
  }),
  event('A JoinGroup request, or the first ConsumerGroupHeartbeat (epoch 0) of a member.', {
    source: literal('wire'),
    type: literal('join-asked'),
    group: string,
    protocol: oneOf('classic', 'consumer'),
    memberId: string,
    groupInstanceId: nullable(string),
    subscribed: list(string),
    assignors: list(string),
    sessionTimeoutMs: nullable(int),
  }),
  event('The answer to a JoinGroup request, also an error (MEMBER_ID_REQUIRED, 79, is part of a normal join).', {
    source: literal('wire'),
    type: literal('joined'),
    group: string,
    generation: int,
    memberId: string,
    error,
  }),
  event(
    'What the coordinator gave this member: the answer to SyncGroup, or a ConsumerGroupHeartbeat answer ' +
      'that carries an assignment (a null or repeated one means "unchanged" and makes no event). With an ' +
      'error `partitions` is empty.',
    {
      source: literal('wire'),
      type: literal('assigned'),
      group: string,
      protocol: oneOf('classic', 'consumer'),
      generation: int,
      memberId: string,
      partitions: list(object({ topic: string, partition: int })),
      error,
    },
  ),
  event('A heartbeat that was answered with an error: REBALANCE_IN_PROGRESS (27), UNKNOWN_MEMBER_ID (25), fenced.', {
    source: literal('wire'),
    type: literal('heartbeat-refused'),
    group: string,
    generation: int,
    memberId: string,
    error: int,
  }),
  event("A ConsumerGroupHeartbeat answer that raised the member's epoch without an assignment in it.", {
    source: literal('wire'),
    type: literal('epoch-raised'),
    group: string,
    generation: int,
    memberId: string,
  }),
  event('A ListOffsets request: -2 is earliest, -1 latest, others as the protocol has them.', {
    source: literal('wire'),
    type: literal('offset-asked'),
    topic: string,
    partition: int,
    timestamp: int,
  }),
  event("The answer to OffsetFetch: the group's committed offset, null where there is none.", {
    source: literal('wire'),
    type: literal('committed-offset-read'),
    group: string,
    topic: string,
    partition: int,
    offset: nullable(int),
  }),
  event(
    'A Fetch request whose offset does not follow from what was delivered before: the first for a ' +
      'partition since the process (re)gained it, a seek, or a record read again. Fetch sessions (KIP-227) ' +
      'are unfolded.',
    { source: literal('wire'), type: literal('positioned'), ...partitionOffset },
  ),
  event('A Fetch answer with record batches: `first` to `last` offset as delivered, control batches not counted.', {
    source: literal('wire'),
    type: literal('fetched'),
    topic: string,
    partition: int,
    first: int,
    last: int,
    highWatermark: int,
  }),
  event('An OffsetCommit request, per partition.', {
    source: literal('wire'),
    type: literal('commit-sent'),
    group: string,
    generation: int,
    memberId: string,
    ...partitionOffset,
  }),
  event('From the request of the last event on, what the process sends is kept back until it is gone.', {
    source: literal('wire'),
    type: literal('held-back'),
  }),
  event('The answer to an OffsetCommit, per partition; `offset` is the one that was asked for.', {
    source: literal('wire'),
    type: literal('committed'),
    group: string,
    generation: int,
    memberId: string,
    ...partitionOffset,
    error,
  }),
  event('A LeaveGroup that names the member, or a ConsumerGroupHeartbeat with epoch -1 (-2: static, not leaving).', {
    source: literal('wire'),
    type: literal('left'),
    group: string,
    memberId: string,
    epoch: nullable(int),
    error,
  }),
  event('A Produce answer per partition; with `acks` 0 there is none, and the event is the request (`offset` null).', {
    source: literal('wire'),
    type: literal('produced'),
    topic: string,
    partition: int,
    acks: int,
    count: int,
    offset: nullable(int),
    error,
  }),
  event('A message that was passed on without being understood; journalled once per api, version and reason.', {
    source: literal('wire'),
    type: literal('opaque'),
    apiKey: int,
    apiVersion: int,
    reason: oneOf('undescribed', 'undecodable', 'too-large', 'unknown-topic-id'),
  }),
  event(
    'A request that the tap kept from the broker and answered itself; journalled once per api, rule and names. ' +
      '`forbidden` to everybody; `foreign`, about topics or groups that were made for others; `taken`, about such as ' +
      'others insist on just now; `unreadable`, not a request of the protocol.',
    {
      source: literal('wire'),
      type: literal('violation'),
      api: described("Kafka's name of the API.", string),
      rule: oneOf(...violationRules),
      names: described(
        'The topics, groups or resources that it was about; the first ones, where there are many.',
        list(string),
      ),
      error: described(
        'The error that it was answered with; null where the connection was ended instead.',
        nullable(int),
      ),
    },
  ),
  event('A limit of the tap that the process came up against; journalled once per limit.', {
    source: literal('wire'),
    type: literal('limited'),
    limit: oneOf(...tapLimits),
    allowed: int,
  }),
];
export type WireEvent = Shaped<(typeof wireEvents)[number]>;

/** From the grader's own reading (and writing) of a topic. */
const logEvents = [
  event("A record that the grader's own client read, or wrote.", {
    source: literal('log'),
    type: literal('record'),
    ...partitionOffset,
    key: bytes,
    value: bytes,
    by: oneOf('grader', 'student'),
  }),
  event('The next offset of each partition, by index.', {
    source: literal('log'),
    type: literal('end'),
    topic: string,
    offsets: list(int),
  }),
];
export type LogEvent = Shaped<(typeof logEvents)[number]>;

/** From the grader's own admin client: the second witness of group membership. */
const groupEvents = [
  event('A group, as the coordinator described it to the grader.', {
    source: literal('group'),
    type: literal('described'),
    group: string,
    state: described('Kafka calls it Stable, Empty, Dead, PreparingRebalance, Assigning and so on.', string),
    members: list(
      object({
        memberId: string,
        partitions: list(object({ topic: string, partition: int })),
      }),
    ),
  }),
  event("The group's committed offset of each partition of the topic by index, null where there is none.", {
    source: literal('group'),
    type: literal('offsets'),
    group: string,
    topic: string,
    offsets: list(nullable(int)),
  }),
  event('The grader committed these offsets for a group without members.', {
    source: literal('group'),
    type: literal('offsets-set'),
    group: string,
    topic: string,
    offsets: list(int),
  }),
  event("The grader took a dead process's member out of its group instead of waiting for its session to end.", {
    source: literal('group'),
    type: literal('evicted'),
    group: string,
    memberId: string,
  }),
];
export type GroupEvent = Shaped<(typeof groupEvents)[number]>;

/** Settings that a scenario's programs insist on, each null where they take it from the environment. */
const insisted = object({ brokers: nullable(string), topic: nullable(string), group: nullable(string) });
export type Insisted = Shaped<typeof insisted>;

/** How a workflow stands to what `init` writes at its path: the same, something else, or nothing is written there. */
export const workflowStates = ['as-given', 'changed', 'foreign'] as const;

const workflow = object({
  path: described('Relative to the repository, with `/`.', string),
  sha256: described('Of its bytes, in hex; null where it is larger than the grader reads.', nullable(string)),
  state: described('As `kafka-grader init` writes it, changed, or foreign to it.', oneOf(...workflowStates)),
});
export type Workflow = Shaped<typeof workflow>;

/** What the grader itself did, and how the world around it was. */
const harnessEvents = [
  event(
    'A scenario begins. `insisted` is what programs were seen to use whatever they were given, and are ' +
      'now given; null the first time.',
    { source: literal('harness'), type: literal('scenario-began'), insisted: nullable(insisted) },
  ),
  event(
    'A scenario has ended. `aborted` says why the scenario could not be played to its end through no ' +
      'fault of the student; with `again` it was broken off to be begun once more, and says nothing.',
    { source: literal('harness'), type: literal('scenario-ended'), aborted: nullable(string), again: boolean },
  ),
  event(
    'How slow the machine was when a grading began, or where a wait was about to be given up: deadlines ' +
      'are so many times as far away.',
    { source: literal('harness'), type: literal('calibrated'), emptyProgramMs: int, slowness: duration },
  ),
  event("A program that can't be run, and why: missing, does not compile, refused.", {
    source: literal('harness'),
    type: literal('program-unavailable'),
    role: string,
    reason: string,
    location: nullable(object({ file: string, line: int, column: int })),
  }),
  event('A file beside the programs that was handed in, such as `answers.yaml`; `path` is where it was found.', {
    source: literal('harness'),
    type: literal('text-read'),
    name: string,
    path: string,
    text: string,
  }),
  event("A file beside the programs that can't be read, and why.", {
    source: literal('harness'),
    type: literal('text-unavailable'),
    name: string,
    reason: string,
  }),
  event('The workflows of the repository that the submission lies in: what runs when somebody pushes.', {
    source: literal('harness'),
    type: literal('repository'),
    workflows: list(workflow),
  }),
  event('The grader created this topic.', {
    source: literal('harness'),
    type: literal('topic-created'),
    topic: string,
    partitions: int,
  }),
  event('The lines of the orders file that a producer was given, blank ones left out.', {
    source: literal('harness'),
    type: literal('orders-given'),
    file: string,
    orders: list(string),
  }),
  event('A moment of the story that checks refer to, reached.', {
    source: literal('harness'),
    type: literal('marked'),
    mark: string,
  }),
  event('Kafka has not answered the grader for so long: programs may have waited for it as well.', {
    source: literal('harness'),
    type: literal('broker-silent'),
    silentMs: int,
  }),
  event('A wait that ended without what it waited for: at its deadline, or because it had become impossible.', {
    source: literal('harness'),
    type: literal('gave-up'),
    waitingFor: string,
    seen: string,
    because: oneOf('deadline', 'impossible'),
    waitedMs: int,
    brokerHealthy: boolean,
    starved: boolean,
  }),
];
export type HarnessEvent = Shaped<(typeof harnessEvents)[number]>;

const stamp = object({
  seq: described('Counts from 1 without gaps; `evidence` in a grade refers to it.', count),
  atMs: described('Since the grading began, by a clock that never goes back.', duration),
  scenario: nullable(string),
  process: described('A student process, unique within its scenario: `consumer-3`.', nullable(string)),
});

export type ObservedEvent = ProcessEvent | WireEvent | LogEvent | GroupEvent | HarnessEvent;
export type Observation = Shaped<typeof stamp> & ObservedEvent;

const everyEvent = [...processEvents, ...wireEvents, ...logEvents, ...groupEvents, ...harnessEvents];

/** By type, which no two sources have in common. */
const events = new Map<Json | undefined, Shape<ObservedEvent>>(
  everyEvent.map((shape) => [shape.fields.type.text, shape]),
);

/** What an observation of each type holds. */
export function observationShapes(): Map<string, Shape<Json>> {
  return new Map(
    everyEvent.map(({ fields, description = '' }) => [
      fields.type.text,
      event(description, { ...stamp.fields, ...fields }),
    ]),
  );
}

/** A line of `observations.jsonl` (not its first, the header), or what is wrong with it. */
export function readObservation(json: Json): Observation | { problem: string } {
  const type = isObject(json) ? json['type'] : undefined;
  const shape = events.get(type);
  if (!shape)
    return { problem: type === undefined ? 'it has no type' : `no event is of the type ${JSON.stringify(type)}` };
  if (stamp.fits(json) && shape.fits(json)) return json;
  return { problem: stamp.misfit(json, '') ?? shape.misfit(json, '') ?? '' };
}
