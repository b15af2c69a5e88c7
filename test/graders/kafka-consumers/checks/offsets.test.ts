/** Where a consumer begins, and what it commits: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import { everywhere } from '../../../support/story.ts';
import { lossesOf, verdictsOn } from '../losses.ts';
import { type Act, latest, reading } from '../stories.ts';

describe('offsets.latest-skips-history', () => {
  test('an order produced once it fetched everywhere is missing', () => {
    const print: Act = (told) =>
      told.fetched('consumer-1', ...everywhere('2-3')).prints('consumer-1', ...everywhere('3'));
    expect(lossesOf(latest({ print }))).toMatchObject({ 'consume.prints-every-value': 'failed' });
    expect(lossesOf(latest({ print }))['offsets.earliest-reads-history']).toBeUndefined();
  });

  test('a consumer that never fetched everywhere does not pass', () => {
    const begin: Act = (told) => told.positioned('consumer-1', 'P0:2').gaveUp();
    expect(verdictsOn(latest({ begin, print: () => {} })).get('offsets.latest-skips-history')).toMatchObject({
      status: 'skipped',
      blockedBy: 'consume.prints-every-value',
    });
  });
});

describe('offsets.earliest-reads-history', () => {
  test('a new group that begins at the end', () => {
    const begin: Act = (told) => told.positioned('consumer-1', ...everywhere('2'));
    const losses = lossesOf(reading({ begin, print: (told) => told.prints('consumer-1', ...everywhere('2')) }));
    expect(losses).toMatchObject({ 'offsets.earliest-reads-history': 'failed' });
    expect(losses['consume.prints-every-value']).toBeUndefined();
  });
});

describe('offsets.commits-progress', () => {
  const withOffsets = (...offsets: (number | null)[]) => lossesOf(reading({ offsets }))['offsets.commits-progress'];

  test.each([
    ['one too low', [2, 3, 3, 3]],
    ['none', [3, null, 3, 3]],
    ['beyond the end of the log', [3, 3, 4, 3]],
  ])('%s', (_what, offsets) => {
    expect(withOffsets(...offsets)).toBe('failed');
  });

  /** Offsets 3 to 5 of P0 are control records; the next order stands at 6, and was produced too late to be printed. */
  const withGap = (offset: number) =>
    lossesOf(
      reading({
        print: (told) => told.prints('consumer-1', ...everywhere('0-2')),
        stop: (told) =>
          told.signalled('consumer-1').records('P0:6').left('consumer-1').exited('consumer-1', { asked: true }),
        offsets: [offset, 3, 3, 3],
        beginAgain: (told) => told.positioned('consumer-2', 'P0:6', 'P1:3', 'P2:3', 'P3:3'),
        printAgain: (told) => told.prints('consumer-2', 'P0:6', ...everywhere('3')),
      }),
    )['offsets.commits-progress'];

  test('anything from the last print + 1 up to the next order is right: control records leave gaps', () => {
    expect([withGap(3), withGap(4), withGap(6)]).toEqual([undefined, undefined, undefined]);
    expect([withGap(2), withGap(7)]).toEqual(['failed', 'failed']);
  });

  test('a commit that is behind is no fault of a consumer that could not stop in order', () => {
    const stop: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true });
    expect(lossesOf(reading({ stop, offsets: [2, 2, 2, 2] }))).toEqual({
      'shutdown.leaves-group': 'failed',
      'offsets.commits-progress': 'skipped by shutdown.leaves-group',
    });
  });

  test('a commit that is ahead is one all the same', () => {
    const stop: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true });
    expect(lossesOf(reading({ stop, offsets: [9, 3, 3, 3] }))['offsets.commits-progress']).toBe('failed');
  });
});

describe('offsets.resumes-after-stop', () => {
  test('old orders again after an orderly stop', () => {
    const losses = lossesOf(reading({ printAgain: (told) => told.prints('consumer-2', ...everywhere('2-3')) }));
    expect(losses).toEqual({ 'offsets.resumes-after-stop': 'failed' });
  });

  test('old orders again where it could not stop in order', () => {
    const stop: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { code: 0, asked: true });
    const losses = lossesOf(reading({ stop, printAgain: (told) => told.prints('consumer-2', ...everywhere('2-3')) }));
    expect(losses).toEqual({
      'shutdown.leaves-group': 'failed',
      'offsets.resumes-after-stop': 'skipped by shutdown.leaves-group',
    });
  });

  test('new orders passed over', () => {
    const losses = lossesOf(
      reading({ beginAgain: (told) => told.positioned('consumer-2', ...everywhere('4')), printAgain: () => {} }),
    );
    expect(losses).toEqual({ 'offsets.resumes-after-stop': 'failed' });
  });
});
