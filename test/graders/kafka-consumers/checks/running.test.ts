/** How a consumer stops, and what it prints while a producer runs: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import { everywhere, orderAt } from '../../../support/story.ts';
import { lossesAmong, lossesOf, verdictsOn } from '../losses.ts';
import { type Act, arrives, arriveWith, givenOrders, givenPlaces, live, producing, reading } from '../stories.ts';

const printsMissing = { 'consume.prints-every-value': 'failed' };

const encodedTwice = arriveWith((place) => ({ value: JSON.stringify(JSON.stringify(orderAt(place))) }));

describe('shutdown.leaves-group', () => {
  const stops = (stop: Act) => lossesOf(reading({ stop }))['shutdown.leaves-group'];

  test.each<[string, Act]>([
    [
      'KIP-848 with epoch -1',
      (told) => told.signalled('consumer-1').left('consumer-1', { epoch: -1 }).exited('consumer-1', { asked: true }),
    ],
    ['LeaveGroup before the exit', (told) => told.stopsInOrder('consumer-1')],
  ])('%s is leaving', (_how, stop) => {
    expect(stops(stop)).toBeUndefined();
  });

  test.each<[string, Act]>([
    [
      'epoch -2, which only a static member sends',
      (told) => told.signalled('consumer-1').left('consumer-1', { epoch: -2 }).exited('consumer-1', { asked: true }),
    ],
    [
      'a LeaveGroup that was refused',
      (told) => told.signalled('consumer-1').left('consumer-1', { error: 25 }).exited('consumer-1', { asked: true }),
    ],
    ['no LeaveGroup', (told) => told.signalled('consumer-1').exited('consumer-1', { asked: true })],
    [
      'another exit code',
      (told) => told.signalled('consumer-1').left('consumer-1').exited('consumer-1', { code: 1, asked: true }),
    ],
    [
      'death by SIGTERM',
      (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true }),
    ],
    [
      'no exit in time',
      (told) =>
        told
          .signalled('consumer-1')
          .after(16_000)
          .signalled('consumer-1', 'SIGKILL')
          .exited('consumer-1', { signal: 'SIGKILL', asked: true }),
    ],
  ])('%s is not', (_how, stop) => {
    expect(stops(stop)).toBe('failed');
  });

  test('an exit before it was asked, when all was printed, is not', () => {
    expect(lossesOf(reading({ stopAgain: (told) => told.left('consumer-2').exited('consumer-2') }))).toEqual({
      'shutdown.leaves-group': 'failed',
    });
  });

  test('to be stopped for a limit after it was asked is not, and the limit is named', () => {
    const stop: Act = (told) => told.signalled('consumer-1').stoppedFor('consumer-1', 'memory');
    expect(verdictsOn(reading({ stop })).get('shutdown.leaves-group')).toMatchObject({
      status: 'failed',
      proof: 'seen',
      reason:
        'Consumer 1 did not come to its end after SIGTERM: it was stopped because it used 540 MiB of memory, and 512 MiB are allowed.',
    });
  });

  test('nor is that before it was asked, when all was printed', () => {
    const stopAgain: Act = (told) => told.stoppedFor('consumer-2', 'memory');
    const verdicts = verdictsOn(reading({ stopAgain }));
    expect(lossesAmong(verdicts)).toEqual({ 'shutdown.leaves-group': 'failed' });
    expect(verdicts.get('shutdown.leaves-group')?.reason).toBe(
      'Consumer 2 could not be asked to stop: it was stopped because it used 540 MiB of memory, and 512 MiB are allowed.',
    );
  });

  test('a consumer that ended with orders still to print is judged by those', () => {
    const losses = lossesOf(
      reading({
        print: (told) => told.prints('consumer-1', ...everywhere('0')),
        stop: (told) => told.exited('consumer-1'),
      }),
    );
    expect(losses).toMatchObject({
      'consume.prints-every-value': 'failed',
      'shutdown.leaves-group': 'skipped by consume.prints-every-value',
    });
  });
});

describe('together.delivers-live', () => {
  test('an order that the running consumer did not print is one that it lost', () => {
    const print: Act = (told) => told.prints('consumer-1', ...givenPlaces.slice(1));
    expect(lossesOf(live({ print }))).toEqual(printsMissing);
    expect(lossesOf(live({ print: () => {} }))).toMatchObject({
      'together.delivers-live': 'skipped by consume.prints-every-value',
    });
  });

  test('whatever the producer wrapped an order in, it is to be printed', () => {
    const arrive = encodedTwice;
    expect(lossesOf(live({ arrive }))).toEqual({});
    expect(lossesOf(live({ arrive, print: () => {} }))).toEqual({ 'together.delivers-live': 'failed' });
  });

  test('asks only for what is in the topic', () => {
    const arrive: Act = (told) => arrives(told, 'P0:0', givenOrders[0]);
    expect(lossesOf(live({ arrive, print: (told) => told.prints('consumer-1', 'P0:0') }))).toEqual({});
  });

  test('nothing arrived to be delivered', () => {
    expect(lossesOf(live({ arrive: () => {} }), producing({ arrive: () => {} }))).toMatchObject({
      'together.delivers-live': 'skipped by produce.sends-every-order',
    });
  });
});
