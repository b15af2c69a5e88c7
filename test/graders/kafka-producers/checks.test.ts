/** Keys, partitions, order and acknowledgements: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import kafkaProducers from '../../../graders/kafka-producers/exercise.ts';
import { judge } from '../../../src/check/judge.ts';
import { historyFrom, orderAt, type Story, story } from '../../support/story.ts';
import { lossesAmong } from '../kafka-consumers/losses.ts';
import { type Act, acknowledged, arrives, arriveWith, producing, sendsWith } from '../kafka-consumers/stories.ts';

const firstRun = ['P0:0', 'P1:0'];
const secondRun = ['P0:1', 'P1:1'];

/** Two runs of the producer, with the same two customers; where each order of the second one comes to lie. */
function again(placeOf: (place: string) => string | null = (place) => place): Story {
  return [firstRun, secondRun]
    .reduce((told, places, index) => {
      told
        .ordersGiven(places.map(orderAt))
        .started(`producer-${index + 1}`, { role: 'producer', group: null, reset: null })
        .exited(`producer-${index + 1}`);
      for (const place of places) {
        const lies = index === 0 ? place : placeOf(place);
        if (lies !== null) arrives(told, lies, orderAt(place), orderAt(place).customerId);
      }
      return told;
    }, story('again').topic(5))
    .logEnd(2, 2, 0, 0, 0)
    .ended();
}

function lossesOf({ once = producing(), twice = again() }: { once?: Story; twice?: Story }): Record<string, string> {
  return lossesAmong(judge(kafkaProducers.checks, historyFrom(once, twice)));
}

function sentWith(fateOf: Parameters<typeof arriveWith>[0]): { once: Story } {
  return { once: producing({ arrive: arriveWith(fateOf) }) };
}

test('a right producer loses nothing', () => {
  expect(lossesOf({})).toEqual({});
});

describe('keys', () => {
  const spread = (place: string) => ({ 'P0:1': 'P3:1', 'P1:1': 'P2:1' })[place] ?? place;

  test('none, so that one customer is everywhere', () => {
    expect(lossesOf(sentWith((place) => ({ key: null, place: spread(place) })))).toEqual({
      'keys.name-the-customer': 'failed',
      'keys.choose-the-partition': 'skipped by keys.name-the-customer',
      'keys.keep-the-order': 'skipped by keys.name-the-customer',
    });
  });

  test('none, and yet one partition for each customer', () => {
    expect(lossesOf(sentWith(() => ({ key: null })))).toEqual({ 'keys.name-the-customer': 'failed' });
  });

  test('right ones, but a customer is in two partitions', () => {
    expect(lossesOf(sentWith((place) => ({ place: spread(place) })))).toEqual({
      'keys.choose-the-partition': 'failed',
      'keys.keep-the-order': 'skipped by keys.choose-the-partition',
    });
  });

  test('a customer moves between two runs', () => {
    const moved = again((place) => (place === 'P0:1' ? 'P4:0' : place));
    expect(lossesOf({ twice: moved })).toEqual({ 'keys.choose-the-partition': 'failed' });
  });

  test('the second run sends nothing', () => {
    expect(lossesOf({ twice: again(() => null) })).toEqual({ 'keys.choose-the-partition': 'failed' });
  });

  test('a customer’s orders the wrong way round', () => {
    const swapped: Record<string, string> = { 'P0:0': 'P0:1', 'P0:1': 'P0:0' };
    expect(lossesOf(sentWith((place) => ({ place: swapped[place] ?? place })))).toEqual({
      'keys.keep-the-order': 'failed',
    });
  });
});

describe('acknowledgements', () => {
  const ending = (exit: Act): { once: Story } => ({ once: producing({ exit }) });

  test('acks=0 costs its own check alone', () => {
    expect(lossesOf(ending((told) => told.tell(sendsWith({ acks: 0 })).exited('producer-1')))).toEqual({
      'acks.waits-for-the-broker': 'failed',
    });
  });

  test('of the leader alone they are enough', () => {
    expect(lossesOf(ending((told) => told.tell(sendsWith({ acks: 1 })).exited('producer-1')))).toEqual({});
  });

  test('that could not be read prove nothing', () => {
    expect(lossesOf(ending((told) => told.exited('producer-1')))).toEqual({
      'acks.waits-for-the-broker': 'inconclusive: Orders arrived by requests that could not be read.',
    });
  });

  test('are not asked of a producer that sent nothing', () => {
    expect(
      lossesOf({ once: producing({ arrive: () => {}, exit: (told) => told.exited('producer-1', { code: 1 }) }) }),
    ).toEqual({
      'produce.sends-every-order': 'failed',
      'keys.name-the-customer': 'skipped by produce.sends-every-order',
      'keys.choose-the-partition': 'skipped by produce.sends-every-order',
      'keys.keep-the-order': 'skipped by produce.sends-every-order',
      'acks.waits-for-the-broker': 'skipped by produce.sends-every-order',
      'produce.exits-cleanly': 'skipped by produce.sends-every-order',
    });
  });

  test('do not make up for a wrong exit code', () => {
    expect(lossesOf(ending((told) => told.tell(acknowledged).exited('producer-1', { code: 1 })))).toEqual({
      'produce.exits-cleanly': 'failed',
    });
  });
});
