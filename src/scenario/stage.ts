/** What a scenario can do: make topics, write records, run the student's programs, wait, and mark moments. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KafkaClient } from '../client/client.ts';
import type { ScenarioHistory } from '../evidence/history.ts';
import type { Insisted, ObservedEvent, Settings } from '../evidence/observation.ts';
import type { Enclosure } from '../isolation/enclosure.ts';
import { passable } from '../leftovers/run-folder.ts';
import type { FrontDoor } from '../wiretap/front-door.ts';
import type { Kind } from '../wiretap/policy/estates.ts';
import type { Taps } from '../wiretap/tap-rack.ts';
import { type Actor, type StartOptions, startActor } from './actor.ts';
import { keepGoing } from './keep-going.ts';
import type { Pace } from './pace.ts';
import { type Random, randomFrom } from './random.ts';
import type { Recorder } from './recorder.ts';
import type { Slowness } from './slowness.ts';
import type { StartGate } from './start-gate.ts';
import { type Outcome, type Wait, waitUntil } from './waiting.ts';

/** A student's program as it can be started in this scenario. */
export interface Startable {
  command: string;
  args: readonly string[];
  cwd: string;
  /** What it reads outside of it, beside what belongs to the system. */
  reads: readonly string[];
  /** The student's file, relative to the submission's folder. */
  file: string;
  /** Environment variables that the program's language asks for; the settings win. */
  variables: Readonly<Record<string, string>>;
}

/** What all scenarios of one grading share. */
export interface World {
  recorder: Recorder;
  pace: Pace;
  client: KafkaClient;
  /** Notes a student process for whoever cleans up after a killed grader. */
  notePid(pid: number): Promise<void>;
  taps: Taps;
  /** What programs run in. */
  enclosure: Enclosure;
  /** What a program waits for before it is started. */
  starts: StartGate;
  /** How slow the machine is now. */
  measureSlowness(): Promise<Slowness>;
  seed: string;
  /** Rejects when the broker died or the grading was stopped. */
  ended: Promise<never>;
  /** Resolves when nothing more can be done in this world, whatever becomes of the scenario. */
  over: Promise<unknown>;
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

export interface Stage {
  readonly history: ScenarioHistory;
  readonly random: Random;
  /** For files that programs are given: they may read all of it, and write nothing. */
  readonly folder: string;
  /** Makes a topic whose name begins with `base`, or is what the program insists on, and waits until every partition answers. */
  createTopic(base: string, options: { partitions: number }): Promise<string>;
  /** A name for a group that has no offsets in this topic, which begins with `base` or is what the program insists on. */
  nameGroup(base: string): string;
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
  /** Commits an offset of each partition, by index, for a group without members. */
  commitOffsets(group: string, topic: string, offsets: readonly number[]): Promise<void>;
  observeCommittedOffsets(group: string, topic: string, partitions: number): Promise<void>;
  /** Asks the coordinator who is in the group: the second witness beside the wire. */
  observeGroup(group: string): Promise<Extract<ObservedEvent, { type: 'described' }>>;
}

export interface StageSetting {
  scenario: string;
  world: World;
  /** What the programs insist on, and are given. */
  insisted: Insisted | null;
  /** Where programs come in that insist on an address. */
  frontDoor: FrontDoor | null;
  /** A private folder of the scenario's. */
  folder: string;
  startable(role: string): Startable;
  variablesOf(settings: Settings): Readonly<Record<string, string>>;
  /** Whether a check may read the line; of the others only the first and the last are journalled. */
  linesThatMatter(text: string): boolean;
}

export interface OwnedStage extends Stage, AsyncDisposable {}

export async function setStage(setting: StageSetting): Promise<OwnedStage> {
  const { scenario, world, folder, insisted } = setting;
  const { client, recorder, pace, ended } = world;
  const plays = recorder.history.plays.filter(({ name }) => name === scenario).length;
  // Begun again, it has other names and values: what is left of the first time is in nobody's way.
  const random = randomFrom([world.seed, scenario, ...(plays > 1 ? [plays] : [])].join('/'));
  const history = recorder.history.scenario(scenario);
  const starts: Promise<Actor>[] = [];
  const record = (event: ObservedEvent) => recorder.record(event, { scenario, process: null });
  const whileAlive = <T>(work: Promise<T>): Promise<T> => Promise.race([work, ended]);
  const until = (wait: Wait): Promise<Outcome> => {
    world.onWait?.(scenario, wait.what);
    const brokerAnswers = () => client.answers(10_000);
    return waitUntil(wait, {
      recorder,
      pace,
      scenario: history,
      record,
      ended,
      brokerAnswers,
      measureSlowness: world.measureSlowness,
    });
  };
  const given = join(folder, 'given');
  await mkdir(given, { recursive: true, mode: passable });
  const estate = world.taps.openEstate();

  async function produce(topic: string, records: readonly StageRecord[]): Promise<void> {
    const offsets = await whileAlive(client.produce(topic, records));
    for (const [index, { key, value }] of records.entries()) {
      const written = offsets[index];
      if (written) record({ source: 'log', type: 'record', topic, ...written, key, value, by: 'grader' });
    }
  }

  /** What a program insists on is given to it where it can be anybody's: what was made up for others it can only have spied out. */
  function claimInsisted(kind: Kind, wanted: string | null): string | null {
    if (wanted === null || estate.standing(kind, wanted) === 'foreign') return null;
    estate.claim(kind, wanted, 'insisted');
    return wanted;
  }

  function makeUp(kind: Kind, base: string): string {
    const name = `${base}-${random.hex(6)}`;
    estate.claim(kind, name, 'made-up');
    return name;
  }

  /** It is the scenario's own from before it is there. */
  async function ownTopic(base: string, options: { partitions: number }): Promise<string> {
    const wanted = claimInsisted('topic', insisted?.topic ?? null);
    if (wanted !== null && (await whileAlive(client.remakeTopic(wanted, options)))) return wanted;
    const topic = makeUp('topic', base);
    await whileAlive(client.createTopic(topic, options));
    return topic;
  }

  return {
    history,
    random,
    folder: given,
    produce,
    until,
    start: (options) => {
      const starting = startActor(options, { setting, estate, history, record, until });
      starts.push(starting);
      return starting;
    },
    createTopic: async (base, { partitions }) => {
      const topic = await ownTopic(base, { partitions });
      record({ source: 'harness', type: 'topic-created', topic, partitions });
      return topic;
    },
    nameGroup: (base) => claimInsisted('group', insisted?.group ?? null) ?? makeUp('group', base),
    keepProducing: (topic, next, { everyMs }) => keepGoing(() => produce(topic, [next()]), everyMs),
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
    commitOffsets: async (group, topic, offsets) => {
      await whileAlive(client.commitOffsets(group, topic, offsets));
      record({ source: 'group', type: 'offsets-set', group, topic, offsets: [...offsets] });
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
      // A scenario that is broken off leaves starts behind that nobody waits for.
      await Promise.allSettled(starts.map(async (starting) => (await starting)[Symbol.asyncDispose]()));
      estate[Symbol.dispose]();
    },
  };
}
