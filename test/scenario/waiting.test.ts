import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/evidence/observation.ts';
import { setPace } from '../../src/scenario/pace.ts';
import { openRecorder } from '../../src/scenario/recorder.ts';
import { slownessFactor } from '../../src/scenario/slowness.ts';
import { type Wait, type Waiting, waitUntil } from '../../src/scenario/waiting.ts';
import { header } from '../support/header.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const never = new Promise<never>(() => {});

/** A scenario "reading" to wait in, with real time and a real journal. */
async function makeWorld(
  options: {
    monotonicMs?: () => number;
    ended?: Promise<never>;
    brokerAnswers?: () => Promise<boolean>;
    emptyProgramMs?: number;
  } = {},
) {
  const owned = new AsyncDisposableStackOf();
  const folder = owned.use(await makeTemporaryFolder());
  const pace = owned.use(setPace(options.monotonicMs && { monotonicMs: options.monotonicMs }));
  const recorder = owned.use(openRecorder(join(folder.path, 'observations.jsonl'), header, () => pace.nowMs()));
  const waiting: Waiting = {
    recorder,
    pace,
    scenario: recorder.history.scenario('reading'),
    record: (event) => recorder.record(event, { scenario: 'reading', process: null }),
    brokerAnswers: options.brokerAnswers ?? (async () => true),
    measureSlowness: async () => {
      const { emptyProgramMs = 50 } = options;
      return { emptyProgramMs, factor: slownessFactor(emptyProgramMs) };
    },
    ended: options.ended ?? never,
  };
  return {
    until: (wait: Partial<Wait>) =>
      waitUntil(
        { what: 'it happens', deadlineMs: 30_000, holds: () => false, seen: () => 'nothing', ...wait },
        waiting,
      ),
    happens: (mark: string, scenario = 'reading') =>
      recorder.record({ source: 'harness', type: 'marked', mark }, { scenario, process: null }),
    prints: (text: string) =>
      recorder.record(
        { source: 'process', type: 'line', stream: 'stdout', text, cut: false },
        { scenario: 'reading', process: 'consumer-1' },
      ),
    has: (mark: string) => waiting.scenario.mark(mark) !== null,
    gaveUp: () =>
      recorder.observations.filter((one): one is Extract<Observation, { type: 'gave-up' }> => one.type === 'gave-up'),
    calibrated: () =>
      recorder.observations.filter(
        (one): one is Extract<Observation, { type: 'calibrated' }> => one.type === 'calibrated',
      ),
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}

/** Disposes of what it was given, the last first. */
class AsyncDisposableStackOf {
  readonly #owned: (Disposable | AsyncDisposable)[] = [];

  use<T extends Disposable | AsyncDisposable>(resource: T): T {
    this.#owned.push(resource);
    return resource;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const resource of this.#owned.reverse()) {
      if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
      else resource[Symbol.dispose]();
    }
  }
}

describe('a wait is over', () => {
  test('at once where it holds already', async () => {
    await using world = await makeWorld();
    expect(await world.until({ holds: () => true, deadlineMs: 0 })).toBe('reached');
    expect(world.gaveUp()).toEqual([]);
  });

  test('with the observation that makes it hold, long before its deadline', async () => {
    await using world = await makeWorld();
    const waiting = world.until({ holds: () => world.has('b') });
    world.happens('a');
    world.happens('b');
    expect(await waiting).toBe('reached');
  });

  test('with what turned out at a tick, where no observation told of it', async () => {
    await using world = await makeWorld();
    let asked = 0;
    expect(await world.until({ holds: () => ++asked > 3 })).toBe('reached');
  });

  test('at its deadline, and says what there was instead', async () => {
    await using world = await makeWorld();
    expect(await world.until({ deadlineMs: 250, seen: () => '3 of 5 orders' })).toBe('gave-up');
    expect(world.gaveUp()).toMatchObject([
      {
        waitingFor: 'it happens',
        seen: '3 of 5 orders',
        because: 'deadline',
        brokerHealthy: true,
        scenario: 'reading',
      },
    ]);
    expect(world.gaveUp()[0]?.waitedMs).toBeGreaterThanOrEqual(250);
  });

  test('where it has become impossible, and says why', async () => {
    await using world = await makeWorld();
    const waiting = world.until({ impossible: () => (world.has('gone') ? 'the process is gone' : null) });
    world.happens('gone');
    expect(await waiting).toBe('gave-up');
    expect(world.gaveUp()).toMatchObject([{ because: 'impossible', seen: 'the process is gone' }]);
  });

  test('with a broker that does not answer, which is journalled', async () => {
    await using world = await makeWorld({ brokerAnswers: async () => false });
    expect(await world.until({ deadlineMs: 0 })).toBe('gave-up');
    expect(world.gaveUp()).toMatchObject([{ brokerHealthy: false }]);
  });

  test('with the world that it waits in', async () => {
    const died = Promise.reject<never>(new Error('the broker died'));
    died.catch(() => {});
    await using world = await makeWorld({ ended: died });
    await expect(world.until({})).rejects.toThrow('the broker died');
  });
});

test('the second look is taken again until it confirms', async () => {
  await using world = await makeWorld();
  const looks: boolean[] = [];
  const confirm = async () => {
    looks.push(looks.length > 0);
    return looks.at(-1) ?? false;
  };
  expect(await world.until({ holds: () => true, confirm })).toBe('reached');
  expect(looks).toEqual([false, true]);
});

test('the second look is not taken before the first holds', async () => {
  await using world = await makeWorld();
  const confirm = async () => {
    throw new Error('asked too early');
  };
  expect(await world.until({ deadlineMs: 150, confirm })).toBe('gave-up');
});

test('what happens in other scenarios is no news', async () => {
  await using world = await makeWorld();
  let asked = 0;
  const waiting = world.until({
    holds: () => {
      asked += 1;
      return world.has('here');
    },
  });
  for (let i = 0; i < 50; i += 1) {
    world.happens('there', 'latest');
    await new Promise(setImmediate);
  }
  world.happens('here');
  expect(await waiting).toBe('reached');
  expect(asked).toBeLessThan(10);
});

test('quiet is fair time since the process or its wire was last heard of', async () => {
  let clockMs = 0;
  await using world = await makeWorld({ monotonicMs: () => (clockMs += 100) });
  const heard: number[] = [];
  const waiting = world.until({
    impossible: ({ quietMs }) => {
      heard.push(quietMs);
      if (heard.length === 5) world.prints('still here');
      return heard.length === 6 ? 'enough' : null;
    },
  });
  expect(await waiting).toBe('gave-up');
  const [first = 0, beforePrint = 0, afterPrint] = [heard[0], heard[4], heard[5]];
  expect(beforePrint).toBeGreaterThan(first);
  expect(afterPrint).toBeLessThan(beforePrint);
});

test('a clock that jumps uses up no deadline, and the wait was starved', async () => {
  let clockMs = 0;
  await using world = await makeWorld({ monotonicMs: () => (clockMs += 5_000) });
  expect(await world.until({ deadlineMs: 500 })).toBe('gave-up');
  expect(world.gaveUp()).toMatchObject([{ because: 'deadline', starved: true }]);
  expect(world.gaveUp()[0]?.waitedMs).toBeGreaterThan(10_000);
});

test('where the machine has become slower, a wait is given up so much later, and the journal says so', async () => {
  await using world = await makeWorld({ emptyProgramMs: 450 });
  expect(await world.until({ deadlineMs: 250 })).toBe('gave-up');
  expect(world.gaveUp()[0]?.waitedMs).toBeGreaterThanOrEqual(3 * 250);
  expect(world.calibrated()).toMatchObject([{ emptyProgramMs: 450, slowness: 3 }]);
});

test('what comes in the time that a slow machine was given is not given up', async () => {
  await using world = await makeWorld({ emptyProgramMs: 600 });
  const waiting = world.until({ deadlineMs: 250, holds: () => world.has('late') });
  await world.until({ holds: () => world.calibrated().length > 0 });
  world.happens('late');
  expect(await waiting).toBe('reached');
  expect(world.gaveUp()).toEqual([]);
});

test('what a machine that is too slow to wait for does not show proves nothing', async () => {
  await using world = await makeWorld({ emptyProgramMs: 1_800 });
  expect(await world.until({ deadlineMs: 100 })).toBe('gave-up');
  expect(world.gaveUp()).toMatchObject([{ because: 'deadline', starved: true }]);
});
