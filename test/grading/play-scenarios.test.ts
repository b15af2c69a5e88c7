/** Which scenarios are played, with what, and which are begun again: the plays themselves only say when they are under way. */
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { History } from '../../src/evidence/history.ts';
import type { Insisted } from '../../src/evidence/observation.ts';
import { type Play, type Playing, playScenarios } from '../../src/grading/play-scenarios.ts';
import { setPace } from '../../src/scenario/pace.ts';
import { Overtaken, type Scenario } from '../../src/scenario/scenario.ts';

const nothing: Insisted = { brokers: null, topic: null, group: null };

function scenario(name: string, ...programs: string[]): Scenario {
  return { name, programs, play: async () => {} };
}

interface Told {
  name: string;
  insisted: Insisted | null;
  outcome: 'ended' | 'overtaken';
}

type Order = Partial<Pick<Playing, 'alreadyPlayed' | 'first' | 'othersMayBegin'>>;

/** `insistedBy` is asked with what has been told so far; a play lasts until `ends` says so, or until it is overtaken. */
async function played(
  scenarios: readonly Scenario[],
  insistedBy: (role: string, told: readonly Told[]) => Insisted,
  order: Order = {},
): Promise<{ told: Told[]; atOnce: number }> {
  using pace = setPace();
  const told: Told[] = [];
  let atOnce = 0;
  let underWay = 0;
  let insisting: Promise<unknown> = Promise.resolve();
  const play = async ({ scenario: { name }, insisted, overtaken }: Play) => {
    underWay += 1;
    if (insisted !== null) atOnce = Math.max(atOnce, underWay);
    const outcome = await Promise.race([twoTicks(), overtaken]).then(
      () => 'ended' as const,
      (reason) => {
        expect(reason).toBeInstanceOf(Overtaken);
        return 'overtaken' as const;
      },
    );
    underWay -= 1;
    told.push({ name, insisted, outcome });
  };
  const twoTicks = () =>
    new Promise<void>((resolve) => {
      let ticks = 0;
      const ticking = pace.onTick(() => {
        ticks += 1;
        if (ticks < 3) return;
        ticking[Symbol.dispose]();
        resolve();
      });
    });
  await playScenarios({
    exercise: { ...kafkaConsumers, insistedBy: (_history, role) => insistedBy(role, told) },
    scenarios,
    alreadyPlayed: new Set(),
    first: new Set(scenarios),
    othersMayBegin: new Promise(() => {}),
    ...order,
    history: new History(),
    pace,
    play,
    inWorldOf: (_insisted, work) => {
      const turn = insisting.then(() => work(null));
      insisting = turn;
      return turn;
    },
  });
  return { told, atOnce };
}

describe('a submission', () => {
  const all = [
    scenario('reading', 'consumer'),
    scenario('live', 'consumer', 'producer'),
    scenario('producing', 'producer'),
  ];

  test('that insists on nothing plays each scenario once', async () => {
    const { told } = await played(all, () => nothing);
    expect(told.map(({ name, insisted, outcome }) => [name, insisted, outcome]).sort()).toEqual([
      ['live', null, 'ended'],
      ['producing', null, 'ended'],
      ['reading', null, 'ended'],
    ]);
  });

  test('whose consumer insists on a topic plays the consumer’s scenarios again, one after another', async () => {
    const topic = { ...nothing, topic: 'test_topic' };
    const { told, atOnce } = await played(all, (role) => (role === 'consumer' ? topic : nothing));
    const of = (wanted: string) => told.filter(({ name }) => name === wanted);
    expect(of('producing')).toMatchObject([{ insisted: null, outcome: 'ended' }]);
    for (const name of ['reading', 'live']) {
      expect(of(name)).toMatchObject([
        { insisted: null, outcome: 'overtaken' },
        { insisted: topic, outcome: 'ended' },
      ]);
    }
    expect(atOnce).toBeLessThanOrEqual(2);
  });

  test('that shows a second setting of its own when the first is given is played with both', async () => {
    const { told } = await played([scenario('reading', 'consumer')], (_role, soFar) => ({
      ...nothing,
      topic: 'test_topic',
      group: soFar.length > 0 ? 'my-group' : null,
    }));
    expect(told.at(-1)).toEqual({
      name: 'reading',
      insisted: { ...nothing, topic: 'test_topic', group: 'my-group' },
      outcome: 'ended',
    });
  });

  test('whose setting shows only when a scenario was over has it played again', async () => {
    const slow = scenario('scaling', 'consumer');
    const { told } = await played([slow, scenario('reading', 'consumer')], (_role, soFar) => ({
      ...nothing,
      group: soFar.length > 0 ? 'my-group' : null,
    }));
    expect(
      told
        .filter(({ insisted }) => insisted?.group === 'my-group')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['reading', 'scaling']);
  });

  test('that was played before is not played again', async () => {
    const [reading, ...others] = all;
    const { told } = await played(all, () => nothing, { alreadyPlayed: new Set(reading ? [reading] : []) });
    expect(told.map(({ name }) => name).sort()).toEqual(others.map(({ name }) => name).sort());
  });

  test('that was played before and turns out to insist on something is played again', async () => {
    const topic = { ...nothing, topic: 'test_topic' };
    const { told } = await played(all, (role) => (role === 'consumer' ? topic : nothing), {
      alreadyPlayed: new Set(all),
    });
    expect(told.map(({ name, insisted, outcome }) => [name, insisted, outcome]).sort()).toEqual([
      ['live', topic, 'ended'],
      ['reading', topic, 'ended'],
    ]);
  });

  test('plays the first ones first, and the others when these have ended', async () => {
    const first = new Set(all.slice(2));
    const { told } = await played(all, () => nothing, { first });
    expect(told.map(({ name }) => name)[0]).toBe('producing');
    expect(told).toHaveLength(3);
  });

  test('plays the others side by side with the first ones as soon as they may begin', async () => {
    const slow = scenario('scaling', 'consumer');
    const insisted = { ...nothing, group: 'my-group' };
    const order = { first: new Set([slow]), othersMayBegin: Promise.resolve() };
    const { told } = await played([slow, ...all], () => nothing, order);
    expect(told.map(({ name }) => name).sort()).toEqual(['live', 'producing', 'reading', 'scaling']);
    const again = await played([slow, ...all], (role) => (role === 'consumer' ? insisted : nothing), order);
    expect(again.told.filter(({ outcome }) => outcome === 'ended')).toHaveLength(4);
  });
});
