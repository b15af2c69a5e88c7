/** A student's program on the stage: a process, its wiretap, and what is to be done when it is gone. */
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import type { ScenarioHistory } from '../evidence/history.ts';
import type { ObservedEvent, ProcessEvent, Settings, WireEvent } from '../evidence/observation.ts';
import { ownershipOf } from '../evidence/ownership.ts';
import { passable } from '../leftovers/run-folder.ts';
import { type StudentProcess, startProcess } from '../process/start-process.ts';
import type { Estate } from '../wiretap/policy/estates.ts';
import { filterOutput } from './output-filter.ts';
import type { StageSetting, World } from './stage.ts';
import { watchForStrays } from './strays.ts';
import type { Outcome, Wait } from './waiting.ts';

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

/** A running program of the student's. Disposing kills it. */
export interface Actor extends AsyncDisposable {
  readonly name: string;
  /**
   * SIGTERM, and SIGKILL to the whole group once so many fair milliseconds have passed. Resolves when the process is gone,
   * everything it sent has been seen, and its group is rid of it.
   */
  stop(options: { graceMs: number }): Promise<void>;
  /**
   * SIGKILL to the whole group at the moment when the process sends what `when` is true of; that and whatever it sends
   * after it reaches the broker only when the process is gone. Until then it runs at the lowest priority, so that it does
   * not get far between that moment and the signal.
   */
  crashWhen(when: (event: WireEvent) => boolean): void;
  /** SIGKILL now, unless it is gone. Resolves as `stop` does. */
  crash(): Promise<void>;
}

export interface Wings {
  setting: StageSetting;
  /** What is the scenario's own on the broker. */
  estate: Estate;
  history: ScenarioHistory;
  record(event: ObservedEvent): void;
  until(wait: Wait): Promise<Outcome>;
}

/** Whoever is not let in before the world ends goes on at once, and lets the next one in when it would have been its turn. */
async function enter({ starts, ended }: Pick<World, 'starts' | 'ended'>): Promise<Disposable> {
  const entering = starts.enter();
  try {
    return await Promise.race([ended, entering]);
  } catch (error) {
    void entering.then((pass) => pass[Symbol.dispose]());
    throw error;
  }
}

/** So long a gone process's connections are heard out; the broker may owe it an answer to JoinGroup for minutes. */
const drainLimitMs = 5_000;

export async function startActor(
  options: StartOptions,
  { setting, estate, history, record, until }: Wings,
): Promise<Actor> {
  const { role, name, topic, group = null, reset = null, variables = {} } = options;
  const { world, scenario, folder } = setting;
  const { client, recorder, taps, enclosure } = world;
  const home = join(folder, 'home', name);
  const notes = join(folder, 'notes', name);
  await mkdir(home, { recursive: true, mode: passable });
  // Whoever the program runs as writes here.
  await chmod(home, 0o777);
  await mkdir(notes, { recursive: true });

  const pass = await enter(world);
  const observe = (event: ObservedEvent) => {
    // It has started once it talks to Kafka, or never will.
    if (event.type === 'connected' || event.type === 'exited') pass[Symbol.dispose]();
    recorder.record(event, { scenario, process: name });
  };
  const lease = taps.lease(estate, observe, enclosure.network ? 'by-introduction' : 'open');
  let tellStarted = () => {};
  const started = new Promise<void>((resolve) => {
    tellStarted = resolve;
  });
  const door = enclosure.network?.lead(lease.port, (client) => {
    // Who breaks off while that is not told yet has come for nothing.
    client.on('error', () => {});
    void started.then(() => lease.take(client));
  });
  const frontDoor = options.brokers === undefined ? setting.frontDoor : null;
  const address = (frontDoor && setting.insisted?.brokers) ?? lease.address;
  const settings: Settings = { brokers: options.brokers ?? address, topic, group, reset };
  const output = filterOutput(setting.linesThatMatter, observe);
  let exit: ProcessEvent | null = null;
  const { file, reads, variables: ofLanguage, ...command } = setting.startable(role);
  let student: StudentProcess;
  try {
    student = await startProcess({
      ...command,
      env: world.environment({ ...ofLanguage, ...setting.variablesOf(settings), ...variables }, home),
      outputFolder: join(folder, 'output', name),
      confine: (program) =>
        enclosure.confine({
          ...program,
          ...{ cwd: command.cwd, home, notes },
          reads: [...reads, join(folder, 'given')],
          tapPort: lease.port,
        }),
      home,
      observe: (event) => {
        if (event.type === 'exited') exit = event;
        else output(event);
      },
    });
  } catch (error) {
    pass[Symbol.dispose]();
    door?.[Symbol.dispose]();
    await lease[Symbol.asyncDispose]();
    throw error;
  }
  const expected = frontDoor?.expect(student.pid, lease);
  observe({ source: 'process', type: 'started', role, file, pid: student.pid, settings, cwd: command.cwd });
  // What it does comes after that, also where it is quicker than who started it.
  tellStarted();
  try {
    await world.notePid(student.pid);
  } catch (error) {
    await student.kill();
    pass[Symbol.dispose]();
    door?.[Symbol.dispose]();
    await lease[Symbol.asyncDispose]();
    throw error;
  }
  // Out of a network of its own there is no way to somebody else.
  const strays = enclosure.network
    ? null
    : watchForStrays({
        pid: student.pid,
        pace: world.pace,
        hasComeIn: () => history.process(name)?.timeline.first('connected') !== null,
        observe,
      });

  /** The exit is journalled last, when nothing of the process can still come in. */
  const sayGoodbye = async () => {
    await student.exited;
    strays?.[Symbol.dispose]();
    lease.letPass();
    await enclosure.network?.allIn();
    await within(drainLimitMs, lease.drained());
    if (exit) output(exit);
    door?.[Symbol.dispose]();
    expected?.[Symbol.dispose]();
    await lease[Symbol.asyncDispose]();
    await Promise.race([evictMembers(), world.over]);
  };
  /** A member whose process is gone without leaving keeps its partitions until its session ends; nobody waits for that. */
  const evictMembers = async () => {
    const untilExit = history.timeline.all.filter(({ type }) => type !== 'exited');
    const members = ownershipOf(untilExit, topic)
      .membersOf(name)
      .filter(({ memberId }) => memberId !== '');
    for (const joined of new Set(members.map((member) => member.group))) {
      const memberIds = members.filter((member) => member.group === joined).map(({ memberId }) => memberId);
      await client.evict(joined, memberIds);
      for (const memberId of memberIds) record({ source: 'group', type: 'evicted', group: joined, memberId });
    }
  };
  const gone = sayGoodbye();
  // Whoever waits for it learns of a failure; that nobody does yet is none.
  gone.catch(() => {});

  return {
    name,
    stop: async ({ graceMs }) => {
      student.terminate();
      const outcome = await until({
        what: `${name} ends after SIGTERM`,
        deadlineMs: graceMs,
        holds: () => history.process(name)?.exited !== null,
        seen: () => 'it is still running',
      });
      if (outcome === 'gave-up') await student.kill();
      await Promise.race([gone, world.ended]);
    },
    crashWhen: (when) => {
      student.lowerPriority();
      lease.holdBack(when, () => void student.kill());
    },
    crash: async () => {
      void student.kill();
      await Promise.race([gone, world.ended]);
    },
    [Symbol.asyncDispose]: async () => {
      await student.kill();
      await Promise.allSettled([gone]);
    },
  };
}

/** Resolves with the work, or when its time is up. */
async function within(limitMs: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([work, passes(limitMs, undefined, { signal: done.signal })]);
  } finally {
    done.abort();
  }
}
