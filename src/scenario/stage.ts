/** What a scenario can do: make topics, write records, run the student's programs, wait, and mark moments. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KafkaClient } from '../client/client.ts';
import type { ScenarioHistory } from '../evidence/history.ts';
import type { ObservedEvent, Settings } from '../evidence/observation.ts';
import { ownershipOf } from '../evidence/ownership.ts';
import { type StudentProcess, startProcess } from '../process/start-process.ts';
import type { TapRack } from '../wiretap/tap-rack.ts';
import type { Pace } from './pace.ts';
import { type Random, randomFrom } from './random.ts';
import type { Recorder } from './recorder.ts';
import { type Outcome, type Wait, waitUntil } from './waiting.ts';

/** A student's program as it can be started in this scenario. */
export interface Startable {
  command: string;
  args: readonly string[];
  cwd: string;
}

/** What all scenarios of one grading share. */
export interface World {
  recorder: Recorder;
  pace: Pace;
  client: KafkaClient;
  taps: TapRack;
  seed: string;
  /** Rejects when the broker died or the grading was stopped. */
  ended: Promise<never>;
  /** The complete environment of a student process. */
  environment(settings: Readonly<Record<string, string>>, home: string): Record<string, string>;
  /** Told of what a scenario begins to wait for, for progress. */
  onWait?: (scenario: string, what: string) => void;
}

export interface StageRecord {
  partition: number;
  key: string | null;
  value: string | null;
}

export interface StartOptions {
  role: string;
  /** Unique in the scenario: `consumer-1`. */
  name: string;
  topic: string;
  group?: string;
  reset?: 'earliest' | 'latest';
  /** Bootstrap servers to give instead of the process's own tap: for a world without a broker. */
  brokers?: string;
  /** Environment variables beside those of the settings. */
  variables?: Readonly<Record<string, string>>;
}

/** A running program of the student's. */
export interface Actor {
  readonly name: string;
  /** Resolves when the process is gone and everything it sent has been seen. */
  readonly gone: Promise<void>;
  /** SIGTERM, and SIGKILL to the whole group once `graceMs` have passed. */
  stop(options: { graceMs: number }): Promise<void>;
}

export interface Stage {
  readonly history: ScenarioHistory;
  readonly random: Random;
  /** A private folder of the scenario's, for files that programs are given. */
  readonly folder: string;
  /** Makes a topic whose name begins with `base`, and waits until every partition answers. */
  createTopic(base: string, options: { partitions: number }): Promise<string>;
  produce(topic: string, records: readonly StageRecord[]): Promise<void>;
  /** Produces what `next` makes, one record every `everyMs`, until disposed. */
  keepProducing(topic: string, next: () => StageRecord, options: { everyMs: number }): AsyncDisposable;
  start(options: StartOptions): Promise<Actor>;
  until(wait: Wait): Promise<Outcome>;
  mark(name: string): void;
  /** Journals the orders that a producer is given in a file. */
  ordersGiven(file: string, orders: readonly string[]): void;
  /** Reads the whole topic as a `read_committed` reader sees it. */
  observeLog(topic: string): Promise<void>;
  observeCommittedOffsets(group: string, topic: string, partitions: number): Promise<void>;
  /** Asks the coordinator who is in the group: the second witness beside the wire. */
  observeGroup(group: string): Promise<Extract<ObservedEvent, { type: 'described' }>>;
}

export interface StageSetting {
  scenario: string;
  world: World;
  folder: string;
  startable(role: string): Startable;
  variablesOf(settings: Settings): Readonly<Record<string, string>>;
}

export interface OwnedStage extends Stage, AsyncDisposable {}

export async function setStage(setting: StageSetting): Promise<OwnedStage> {
  const { scenario, world, folder } = setting;
  const { client, recorder, pace, taps, ended } = world;
  const random = randomFrom(`${world.seed}/${scenario}`);
  const history = recorder.history.scenario(scenario);
  const running = new Map<StudentProcess, Promise<void>>();
  const record = (event: ObservedEvent) => recorder.record(event, { scenario, process: null });
  const whileAlive = <T>(work: Promise<T>): Promise<T> => Promise.race([work, ended]);
  await mkdir(folder, { recursive: true });

  async function produce(topic: string, records: readonly StageRecord[]): Promise<void> {
    const offsets = await whileAlive(client.produce(topic, records));
    for (const [index, { key, value }] of records.entries()) {
      const written = offsets[index];
      if (written) record({ source: 'log', type: 'record', topic, ...written, key, value, by: 'grader' });
    }
  }

  async function start(options: StartOptions): Promise<Actor> {
    const { role, name, topic, group = null, reset = null, variables = {} } = options;
    const place = { scenario, process: name };
    const early: ObservedEvent[] = [];
    let observe = (event: ObservedEvent): void => {
      early.push(event);
    };
    const lease = taps.lease((event) => observe(event));
    const settings: Settings = { brokers: options.brokers ?? lease.address, topic, group, reset };
    const home = join(folder, 'home', name);
    await mkdir(home, { recursive: true });
    let exit: ObservedEvent | null = null;
    const student = await startProcess({
      ...setting.startable(role),
      env: world.environment({ ...setting.variablesOf(settings), ...variables }, home),
      outputFolder: join(folder, 'output', name),
      observe: (event) => {
        if (event.type === 'exited') exit = event;
        else observe(event);
      },
    }).catch(async (error: unknown) => {
      await lease[Symbol.asyncDispose]();
      throw error;
    });
    observe = (event) => recorder.record(event, place);
    observe({ source: 'process', type: 'started', role, pid: student.pid, settings });
    for (const event of early) observe(event);

    const goodbye = async () => {
      await student.exited;
      await lease.drained();
      if (exit) observe(exit);
      await lease[Symbol.asyncDispose]();
      await evictLeftovers(name);
    };
    const gone = goodbye();
    gone.catch(() => {});
    running.set(student, gone);
    return {
      name,
      gone: whileAlive(gone),
      stop: async ({ graceMs }) => {
        await whileAlive(student.stop({ graceMs }));
        await whileAlive(gone);
      },
    };
  }

  /** A member whose process is gone without leaving keeps its partitions until its session ends; nobody waits for that. */
  async function evictLeftovers(process: string): Promise<void> {
    const topic = history.process(process)?.settings.topic ?? '';
    const beforeExit = history.timeline.all.filter((observation) => observation.type !== 'exited');
    for (const member of ownershipOf(beforeExit, topic).membersOf(process)) {
      if (member.memberId === '') continue;
      await client.evict(member.group, member.memberId);
      record({ source: 'group', type: 'evicted', group: member.group, memberId: member.memberId });
    }
  }

  return {
    history,
    random,
    folder,
    produce,
    start,
    createTopic: async (base, { partitions }) => {
      const topic = `${base}-${random.hex(6)}`;
      await whileAlive(client.createTopic(topic, { partitions }));
      record({ source: 'harness', type: 'topic-created', topic, partitions });
      return topic;
    },
    keepProducing: (topic, next, { everyMs }) => keepGoing(() => produce(topic, [next()]), everyMs),
    until: (wait) => {
      world.onWait?.(scenario, wait.what);
      const brokerAnswers = () => client.answers(10_000);
      return waitUntil(wait, { recorder, pace, scenario: history, record, ended, brokerAnswers });
    },
    mark: (name) => {
      record({ source: 'harness', type: 'marked', mark: name });
    },
    ordersGiven: (file, orders) => {
      record({ source: 'harness', type: 'orders-given', file, orders: [...orders] });
    },
    observeLog: async (topic) => {
      const { records, ends } = await whileAlive(client.readLog(topic));
      for (const read of records) record({ source: 'log', type: 'record', topic, ...read, by: 'student' });
      record({ source: 'log', type: 'end', topic, offsets: [...ends] });
    },
    observeCommittedOffsets: async (group, topic, partitions) => {
      const offsets = await whileAlive(client.committedOffsets(group, topic, partitions));
      record({ source: 'group', type: 'offsets', group, topic, offsets: [...offsets] });
    },
    observeGroup: async (group) => {
      const { state, members } = await whileAlive(client.describeGroup(group));
      const described = {
        source: 'group' as const,
        type: 'described' as const,
        group,
        state,
        members: members.map(({ memberId, partitions }) => ({ memberId, partitions: [...partitions] })),
      };
      record(described);
      return described;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled([...running.keys()].map((student) => student[Symbol.asyncDispose]()));
      await Promise.allSettled(running.values());
    },
  };
}

/** Repeats `work` at a steady pace; ends with its owner, or with the first failure, which its owner then meets. */
function keepGoing(work: () => Promise<void>, everyMs: number): AsyncDisposable {
  let stopped = false;
  let wake = () => {};
  const loop = async () => {
    while (!stopped) {
      await work();
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const done = loop();
  done.catch(() => {});
  return {
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      wake();
      await done;
    },
  };
}
