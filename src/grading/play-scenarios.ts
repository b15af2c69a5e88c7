import type { History } from '../evidence/history.ts';
import type { Insisted } from '../evidence/observation.ts';
import type { Pace } from '../scenario/pace.ts';
import { Overtaken, type Scenario } from '../scenario/scenario.ts';
import type { FrontDoor } from '../wiretap/front-door.ts';
import type { Exercise } from './exercise.ts';

/** How one scenario is to be played. */
export interface Play {
  scenario: Scenario;
  /** What its programs insist on and are given; null the first time. */
  insisted: Insisted | null;
  /** Where they come in that insist on an address; null where none does, or where it is somebody else's. */
  frontDoor: FrontDoor | null;
  /** Rejects when it is to be broken off. */
  overtaken: Promise<never>;
}

export interface Playing {
  exercise: Exercise;
  scenarios: readonly Scenario[];
  /** Those that were played before, with nothing insisted on, and that the history tells of. */
  alreadyPlayed: ReadonlySet<Scenario>;
  /** Those that begin at once; the others follow when these have ended, or before that when they may. */
  first: ReadonlySet<Scenario>;
  othersMayBegin: Promise<void>;
  history: History;
  pace: Pace;
  play(play: Play): Promise<void>;
  /** Has something done while no other grading on this broker uses names that programs insist on. */
  inWorldOf(insisted: Insisted, work: (frontDoor: FrontDoor | null) => Promise<void>): Promise<void>;
}

/**
 * Plays the scenarios side by side. Where a program turns out to use a setting of its own whatever it was given, its
 * scenarios are broken off and begun again, one after another, in a world with that setting, so that the rest of it can be
 * seen.
 */
export async function playScenarios(playing: Playing): Promise<void> {
  const { exercise, scenarios, alreadyPlayed, first, othersMayBegin, history, pace, play, inWorldOf } = playing;
  const known = new Map<string, Insisted>();
  const playedWith = new Map<Scenario, Insisted>([...alreadyPlayed].map((scenario) => [scenario, nothing]));
  const underWay = new Map<Scenario, AbortController>();
  const roles = new Set(scenarios.flatMap(({ programs }) => programs));
  const isOutdated = (scenario: Scenario) => {
    const before = playedWith.get(scenario);
    return before === undefined || !isEqual(before, insistedIn(scenario, known));
  };

  const look = () => {
    for (const role of roles) {
      const before = known.get(role) ?? nothing;
      known.set(role, merged(before, exercise.insistedBy(history, role, pace.nowMs())));
    }
    for (const [scenario, breakOff] of underWay) {
      if (isOutdated(scenario)) breakOff.abort(new Overtaken('a program has a setting of its own'));
    }
  };
  using _looking = pace.onTick(look);

  const playOnce = async (how: Omit<Play, 'overtaken'>) => {
    const breakOff = new AbortController();
    playedWith.set(how.scenario, how.insisted ?? nothing);
    underWay.set(how.scenario, breakOff);
    await play({ ...how, overtaken: abortOf(breakOff.signal) });
    underWay.delete(how.scenario);
  };
  const bringUpToDate = async (scenario: Scenario) => {
    while (isOutdated(scenario)) {
      const insisted = insistedIn(scenario, known);
      if (isEqual(insisted, nothing)) await playOnce({ scenario, insisted: null, frontDoor: null });
      else await inWorldOf(insisted, (frontDoor) => playOnce({ scenario, insisted, frontDoor }));
    }
  };
  const begin = (some: readonly Scenario[]) => Promise.all(some.filter(isOutdated).map(bringUpToDate));
  const opening = begin(scenarios.filter((scenario) => first.has(scenario)));
  await Promise.race([opening, othersMayBegin]);
  await Promise.all([opening, begin(scenarios.filter((scenario) => !first.has(scenario)))]);
  look();
  while (scenarios.some(isOutdated)) {
    await begin(scenarios);
    look();
  }
}

const nothing: Insisted = { brokers: null, topic: null, group: null };

/** What the scenario's programs insist on; where two of them differ, the first one has its way. */
function insistedIn({ programs }: Scenario, known: ReadonlyMap<string, Insisted>): Insisted {
  return programs.map((role) => known.get(role) ?? nothing).reduce(merged, nothing);
}

function merged(first: Insisted, second: Insisted): Insisted {
  return {
    brokers: first.brokers ?? second.brokers,
    topic: first.topic ?? second.topic,
    group: first.group ?? second.group,
  };
}

function isEqual(one: Insisted, other: Insisted): boolean {
  return one.brokers === other.brokers && one.topic === other.topic && one.group === other.group;
}

function abortOf(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  return aborted;
}
