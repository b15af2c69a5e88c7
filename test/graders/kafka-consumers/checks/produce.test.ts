/** What a producer sends, and how it ends: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import { orderAt } from '../../../support/story.ts';
import { lossesOf, verdictsOn } from '../losses.ts';
import { type Act, acknowledged, arrives, arrivesAsGiven, arriveWith, producing, sendsWith } from '../stories.ts';

const encodedTwice = arriveWith((place) => ({ value: JSON.stringify(JSON.stringify(orderAt(place))) }));

describe('produce.sends-every-order', () => {
  test.each<[string, Act]>([
    ['one is missing', arriveWith((_place, index) => (index === 0 ? null : {}))],
    ['one is there twice', (told) => told.tell(arrivesAsGiven).tell(() => arrives(told, 'P3:1', orderAt('P3:0')))],
    ['one is changed', arriveWith((place) => (place === 'P2:0' ? { value: { ...orderAt(place), amount: 1 } } : {}))],
    ['all are encoded twice', encodedTwice],
  ])('%s', (_what, arrive) => {
    expect(lossesOf(producing({ arrive }))).toMatchObject({ 'produce.sends-every-order': 'failed' });
  });

  test('keys in another order and gaps in the offsets change nothing', () => {
    const arrive = arriveWith((place) => ({
      place: place.replace(':1', ':7'),
      value: Object.fromEntries(Object.entries(orderAt(place)).reverse()),
    }));
    expect(lossesOf(producing({ arrive }))).toEqual({});
  });
});

describe('produce.keeps-customer-order', () => {
  test.each<[string, Act]>([
    ['no key', arriveWith(() => ({ key: null }))],
    ['another key', arriveWith((place) => ({ key: orderAt(place).orderId }))],
    ['a customer’s orders the wrong way round', arriveWith((place) => ({ place: swapped(place) }))],
    ['a customer’s orders in two partitions', arriveWith((place) => (place === 'P0:1' ? { place: 'P3:1' } : {}))],
  ])('%s', (_what, arrive) => {
    expect(lossesOf(producing({ arrive }))).toEqual({ 'produce.keeps-customer-order': 'failed' });
  });

  function swapped(place: string): string {
    return { 'P0:0': 'P0:1', 'P0:1': 'P0:0' }[place] ?? place;
  }
});

describe('produce.exits-cleanly', () => {
  const killed =
    (process: string): Act =>
    (told) =>
      told
        .after(31_000)
        .gaveUp({ because: 'impossible' })
        .signalled(process, 'SIGKILL')
        .exited(process, { signal: 'SIGKILL', asked: true });

  test.each<[string, Parameters<typeof producing>[0]]>([
    [
      'still running after its last acknowledgement',
      { exit: (told) => told.tell(acknowledged).tell(killed('producer-1')) },
    ],
    [
      'another code although all was sent',
      { exit: (told) => told.tell(acknowledged).exited('producer-1', { code: 1 }) },
    ],
    ['acks=0', { exit: sendsWith({ acks: 0 }) }],
    ['code 0 without a broker', { exitWithoutBroker: (told) => told.exited('producer-without-broker') }],
    ['still running without a broker', { exitWithoutBroker: killed('producer-without-broker') }],
  ])('%s', (_what, acts) => {
    expect(lossesOf(producing(acts))).toEqual({ 'produce.exits-cleanly': 'failed' });
  });

  test('one that was stopped for a limit is told which', () => {
    const stopped = 'it was stopped because it used 540 MiB of memory, and 512 MiB are allowed.';
    const reasonOf = (acts: Parameters<typeof producing>[0]) => {
      const verdict = verdictsOn(producing(acts)).get('produce.exits-cleanly');
      expect(verdict).toMatchObject({ status: 'failed', proof: 'seen' });
      return verdict?.reason;
    };
    expect(
      reasonOf({
        exit: (told) => told.connected('producer-1').tell(acknowledged).stoppedFor('producer-1', 'memory'),
      }),
    ).toBe(`All orders are in the topic, but the producer failed: ${stopped}`);
    expect(reasonOf({ exitWithoutBroker: (told) => told.stoppedFor('producer-without-broker', 'memory') })).toBe(
      `With no broker to be reached the producer did not give up: ${stopped}`,
    );
  });

  test('a program that could not have what it asked for, and ended by that, is told so', () => {
    const verdict = verdictsOn(
      producing({
        exit: (told) =>
          told
            .connected('producer-1')
            .tell(acknowledged)
            .saw('producer-1', {
              source: 'process',
              type: 'limit-hit',
              limit: 'open-files',
              allowed: 1024,
              used: null,
              unit: 'files',
            })
            .exited('producer-1', { code: 1 }),
      }),
    ).get('produce.exits-cleanly');
    expect(verdict?.reason).toBe(
      'All orders are in the topic, but the producer failed: it ended by itself with code 1 because it wanted more than 1024 files and connections open at a time, and 1024 are allowed.',
    );
  });

  test('a program that fails because it could not send says so rightly', () => {
    const losses = lossesOf(producing({ arrive: () => {}, exit: (told) => told.exited('producer-1', { code: 1 }) }));
    expect(losses).toMatchObject({
      'produce.sends-every-order': 'failed',
      'produce.exits-cleanly': 'skipped by produce.sends-every-order',
    });
  });
});
