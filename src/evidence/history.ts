/**
 * Views over observations, kept up as they come in, so that a running scenario and a judge years later ask the same
 * questions of the same code.
 */
import type { HarnessEvent, Observation, Settings } from './observation.ts';

export type ObservationType = Observation['type'];
export type Observed<T extends ObservationType> = Extract<Observation, { type: T }>;

/** Observations in the order in which they were made, with a way to pick those of one type. */
export class Timeline {
  readonly #all: Observation[] = [];
  readonly #byType = new Map<ObservationType, Observation[]>();

  get all(): readonly Observation[] {
    return this.#all;
  }

  of<T extends ObservationType>(type: T): Observed<T>[] {
    return this.#ofType(type).filter((observation): observation is Observed<T> => observation.type === type);
  }

  first<T extends ObservationType>(type: T): Observed<T> | null {
    return this.#ofType(type).find((observation): observation is Observed<T> => observation.type === type) ?? null;
  }

  count(type: ObservationType): number {
    return this.#ofType(type).length;
  }

  add(observation: Observation): void {
    this.#all.push(observation);
    this.#ofType(observation.type).push(observation);
  }

  #ofType(type: ObservationType): Observation[] {
    const known = this.#byType.get(type);
    if (known) return known;
    const fresh: Observation[] = [];
    this.#byType.set(type, fresh);
    return fresh;
  }
}

/** One run of a student's program within a scenario. */
export class ProcessHistory {
  readonly name: string;
  readonly role: string;
  /** Relative to the submission's folder; null in journals that do not say it. */
  readonly file: string | null;
  readonly settings: Settings;
  /** The folder that it runs in: the program's own files lie below it. */
  readonly cwd: string | null;
  readonly startedSeq: number;
  readonly timeline = new Timeline();
  readonly lines: Observed<'line'>[] = [];
  exited: Observed<'exited'> | null = null;

  constructor(name: string, started: Observed<'started'>) {
    this.name = name;
    this.role = started.role;
    this.file = started.file ?? null;
    this.settings = started.settings;
    this.cwd = started.cwd;
    this.startedSeq = started.seq;
  }

  get isRunning(): boolean {
    return this.exited === null;
  }

  /** The first signal that the grader sent, null while it let the process run. */
  get signalled(): Observed<'signalled'> | null {
    return this.timeline.first('signalled');
  }

  /** The limit that it came to, null where it kept within all of them. */
  get limitHit(): Observed<'limit-hit'> | Observed<'flooded'> | null {
    return this.timeline.first('limit-hit') ?? this.timeline.first('flooded');
  }

  /** It ended although the grader had not asked it to, whatever its exit code; or it had to be stopped for what it used. */
  get endedByItself(): boolean {
    if (!this.exited) return false;
    const { limitHit, signalled } = this;
    return !this.exited.asked || (limitHit !== null && (!signalled || limitHit.seq < signalled.seq));
  }

  add(observation: Observation): void {
    this.timeline.add(observation);
    if (observation.type === 'line') this.lines.push(observation);
    if (observation.type === 'exited') this.exited = observation;
  }
}

/** No scenario makes a topic with more: a journal that says so is damaged, and nobody counts that far. */
const mostPartitions = 1000;

export class ScenarioHistory {
  readonly name: string;
  readonly timeline = new Timeline();
  readonly #processes = new Map<string, ProcessHistory>();

  constructor(name: string) {
    this.name = name;
  }

  get processes(): ProcessHistory[] {
    return [...this.#processes.values()];
  }

  ofRole(role: string): ProcessHistory[] {
    return this.processes.filter((process) => process.role === role);
  }

  /** Null for a process that this scenario never came to start. */
  process(name: string): ProcessHistory | null {
    return this.#processes.get(name) ?? null;
  }

  get began(): Observed<'scenario-began'> | null {
    return this.timeline.first('scenario-began');
  }

  get ended(): Observed<'scenario-ended'> | null {
    return this.timeline.first('scenario-ended');
  }

  mark(name: string): Observed<'marked'> | null {
    return this.timeline.of('marked').find((marked) => marked.mark === name) ?? null;
  }

  /** The records of a topic, by the grader's own writing or reading. */
  records(topic: string): Observed<'record'>[] {
    return this.timeline.of('record').filter((record) => record.topic === topic);
  }

  /** The topics that the grader made for this scenario, with their number of partitions. */
  get topics(): { topic: string; partitions: number }[] {
    const made = this.timeline.of('topic-created');
    return made.map(({ topic, partitions }) => ({ topic, partitions: Math.min(partitions, mostPartitions) }));
  }

  add(observation: Observation): void {
    this.timeline.add(observation);
    if (observation.process === null) return;
    if (observation.type === 'started') {
      this.#processes.set(observation.process, new ProcessHistory(observation.process, observation));
    }
    this.#processes.get(observation.process)?.add(observation);
  }
}

/** A file beside the programs, as it was handed in. */
export type HandedInText = Observed<'text-read'> | Observed<'text-unavailable'>;

export type Unavailable = Extract<HarnessEvent, { type: 'program-unavailable' }> & { seq: number };

export class History {
  readonly #scenarios = new Map<string, ScenarioHistory>();
  /** Those that were begun again. */
  readonly #brokenOff: ScenarioHistory[] = [];
  readonly #unavailable = new Map<string, Unavailable>();
  readonly #texts = new Map<string, HandedInText>();
  #repository: Observed<'repository'> | null = null;

  /** Each scenario as it was played last. */
  get scenarios(): ScenarioHistory[] {
    return [...this.#scenarios.values()];
  }

  /** Each time that a scenario was played, those first that were broken off and begun again. */
  get plays(): ScenarioHistory[] {
    return [...this.#brokenOff, ...this.#scenarios.values()];
  }

  /** A scenario that was not played has an empty history. */
  scenario(name: string): ScenarioHistory {
    const known = this.#scenarios.get(name);
    if (known) return known;
    const fresh = new ScenarioHistory(name);
    this.#scenarios.set(name, fresh);
    return fresh;
  }

  /** Why a program could not be run, null where it could. */
  unavailable(role: string): Unavailable | null {
    return this.#unavailable.get(role) ?? null;
  }

  get hasUnavailable(): boolean {
    return this.#unavailable.size > 0;
  }

  /** Null in a journal from before texts were written down. */
  text(name: string): HandedInText | null {
    return this.#texts.get(name) ?? null;
  }

  /** Null in a journal from before workflows were written down. */
  get repository(): Observed<'repository'> | null {
    return this.#repository;
  }

  add(observation: Observation): void {
    if (observation.type === 'repository') this.#repository = observation;
    if (observation.type === 'program-unavailable') this.#unavailable.set(observation.role, observation);
    if (observation.type === 'text-read' || observation.type === 'text-unavailable') {
      this.#texts.set(observation.name, observation);
    }
    if (observation.scenario === null) return;
    const current = this.scenario(observation.scenario);
    if (observation.type === 'scenario-began' && current.began) {
      this.#brokenOff.push(current);
      this.#scenarios.delete(current.name);
    }
    this.scenario(observation.scenario).add(observation);
  }
}

export function historyOf(observations: Iterable<Observation>): History {
  const history = new History();
  for (const observation of observations) history.add(observation);
  return history;
}
