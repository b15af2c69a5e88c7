/** What a consumer prints: each check on histories written by hand, both ways. */
import { describe, expect, test } from 'vitest';
import { everywhere, orderAt, type Story } from '../../../support/story.ts';
import { lossesOf, verdictsOn } from '../losses.ts';
import { type Act, badRecords, latest, reading } from '../stories.ts';

const printsMissing = { 'consume.prints-every-value': 'failed' };

test('a right submission loses nothing', () => {
  expect(lossesOf()).toEqual({});
});

describe('consume.prints-every-value', () => {
  test('an order that was left out', () => {
    const some: Act = (told) =>
      told
        .fetched('consumer-1', ...everywhere('0-2'))
        .prints('consumer-1', ...everywhere('0-1'))
        .committed('consumer-1', ...everywhere('3'));
    expect(lossesOf(reading({ print: some }))).toEqual(printsMissing);
  });

  test('is printed by its id alone', () => {
    const asPython: Act = (told) => {
      for (const place of everywhere('2')) told.line('consumer-1', `{'orderId': '${orderAt(place).orderId}'}`);
    };
    const print: Act = (told) =>
      told
        .prints('consumer-1', ...everywhere('0-1'))
        .tell(asPython)
        .committed('consumer-1', ...everywhere('3'));
    expect(lossesOf(reading({ print }))).toEqual({ 'consume.decodes-json': 'failed' });
  });

  test('an id on standard error is no print', () => {
    const print: Act = (told) =>
      told
        .prints('consumer-1', ...everywhere('0-1'))
        .committed('consumer-1', ...everywhere('3'))
        .line('consumer-1', JSON.stringify(orderAt('P0:2')), 'stderr');
    expect(lossesOf(reading({ print }))['consume.prints-every-value']).toBe('failed');
  });

  test('records before its own position are not asked for', () => {
    expect(lossesOf(latest())).toEqual({});
  });

  test('a consumer that is alone and fetches from one partition only', () => {
    const one: Act = (told) => told.positioned('consumer-1', 'P0:0').gaveUp();
    const story = reading({
      begin: one,
      print: (told) => told.prints('consumer-1', 'P0:0-2'),
      startAgain: () => {},
      beginAgain: () => {},
      printAgain: () => {},
      stopAgain: () => {},
    });
    const losses = lossesOf(story);
    expect(losses['consume.prints-every-value']).toBe('failed');
    expect(
      Object.entries(losses).filter(
        ([id, how]) => id !== 'consume.prints-every-value' && how !== 'skipped by consume.prints-every-value',
      ),
    ).toEqual([]);
  });

  test('a machine that stood still decides nothing about what is missing', () => {
    const print: Act = (told) => told.prints('consumer-1', ...everywhere('0-1')).gaveUp({ starved: true });
    expect(lossesOf(reading({ print }))['consume.prints-every-value']).toMatch(/^inconclusive: .*too little CPU/);
  });
});

describe('consume.keeps-partition-order', () => {
  const swapped: Act = (told) =>
    told
      .fetched('consumer-1', ...everywhere('0-2'))
      .prints('consumer-1', 'P0:0', 'P0:2', 'P0:1', 'P1:0-2', 'P2:0-2', 'P3:0-2')
      .committed('consumer-1', ...everywhere('3'));

  test('two orders of one partition the wrong way round', () => {
    expect(lossesOf(reading({ print: swapped }))).toEqual({ 'consume.keeps-partition-order': 'failed' });
  });

  test('the order across partitions is free', () => {
    const print: Act = (told) =>
      told
        .prints('consumer-1', 'P3:0-2', 'P1:0', 'P0:0-2', 'P1:1-2', 'P2:0-2')
        .committed('consumer-1', ...everywhere('3'));
    expect(lossesOf(reading({ print }))).toEqual({});
  });

  test('an order that is printed again is judged by its first print', () => {
    const print: Act = (told) =>
      told.prints('consumer-1', ...everywhere('0-1'), ...everywhere('0-2')).committed('consumer-1', ...everywhere('3'));
    expect(lossesOf(reading({ print }))).toEqual({});
  });

  test('prints around a rebalance are not judged', () => {
    const print: Act = (told) =>
      told
        .prints('consumer-1', 'P0:0', 'P0:2')
        .heartbeatRefused('consumer-1', 25)
        .assigned('consumer-1', [0, 1, 2, 3], { generation: 2 })
        .prints('consumer-1', 'P0:1', 'P1:0-2', 'P2:0-2', 'P3:0-2')
        .committed('consumer-1', ...everywhere('3'));
    expect(lossesOf(reading({ print }))).toEqual({});
  });
});

describe('consume.decodes-json', () => {
  const printsAs =
    (text: (place: string) => string): Act =>
    (told) => {
      for (const place of everywhere('0-2').flatMap((range) =>
        ['0', '1', '2'].map((offset) => range.replace('0-2', offset)),
      ))
        told.line('consumer-1', text(place));
      told.committed('consumer-1', ...everywhere('3'));
    };

  test.each([
    [
      'keys in another order',
      (place: string) => JSON.stringify(Object.fromEntries(Object.entries(orderAt(place)).reverse())),
    ],
    [
      'a prefix, colours and other JSON',
      (place: string) => `\u001b[32m{"level":"INFO"} Received: ${JSON.stringify(orderAt(place))}\u001b[0m`,
    ],
    ['41.50 for 41.5', (place: string) => JSON.stringify(orderAt(place)).replace('41.5', '41.50')],
    ['within another object', (place: string) => JSON.stringify({ partition: 0, value: orderAt(place) })],
  ])('%s is right', (_how, text) => {
    expect(lossesOf(reading({ print: printsAs(text) }))).toEqual({});
  });

  test.each([
    ['a number rounded', (place: string) => JSON.stringify({ ...orderAt(place), amount: 42 })],
    ['a field left out', (place: string) => JSON.stringify({ orderId: orderAt(place).orderId })],
    ['a string of JSON', (place: string) => JSON.stringify(JSON.stringify(orderAt(place)))],
  ])('%s is wrong', (_how, text) => {
    expect(lossesOf(reading({ print: printsAs(text) }))).toEqual({ 'consume.decodes-json': 'failed' });
  });
});

describe('consume.survives-bad-records', () => {
  test.each<[string, Act]>([
    [
      'ends with code 0',
      (told) => told.line('consumer-1', 'SyntaxError: Unexpected token', 'stderr').exited('consumer-1'),
    ],
    ['ends with code 1', (told) => told.exited('consumer-1', { code: 1 })],
    [
      'stays up, but prints nothing more of that partition',
      (told) => told.prints('consumer-1', 'P1:2', 'P2:1', 'P3:1').gaveUp(),
    ],
  ])('a consumer that %s', (_how, meet) => {
    expect(lossesOf(badRecords({ meet }))).toEqual({ 'consume.survives-bad-records': 'failed' });
  });

  test('no bad record was written for a consumer that never read', () => {
    const begin: Act = (told) => told.positioned('consumer-1', 'P0:0', 'P1:0');
    expect(lossesOf(badRecords({ begin }))['consume.survives-bad-records']).not.toBe('failed');
    expect(verdictsOn(badRecords({ begin })).get('consume.survives-bad-records')?.status).not.toBe('passed');
  });
});

describe('consume.uses-settings', () => {
  const failsSettings = (story: Story) => {
    const verdict = verdictsOn(story).get('consume.uses-settings');
    return verdict?.status === 'failed' ? { expected: verdict.expected, actual: verdict.actual } : verdict?.status;
  };

  test('another group than the given one', () => {
    const start: Act = (told) =>
      told
        .started('consumer-1')
        .joinAsked('consumer-1', { group: 'my-group' })
        .assigned('consumer-1', [0, 1, 2, 3], { group: 'my-group' });
    expect(failsSettings(reading({ start }))).toEqual({ expected: 'group-of-reading', actual: 'my-group' });
  });

  test('another topic than the given one', () => {
    const start: Act = (told) => told.started('consumer-1').joinAsked('consumer-1', { topic: 'test_topic' });
    expect(failsSettings(reading({ start, begin: () => {} }))).toEqual({
      expected: 'orders-of-reading',
      actual: 'test_topic',
    });
  });

  test('another broker than the given one, by what the program complains of', () => {
    const start: Act = (told) =>
      told.started('consumer-1').line('consumer-1', 'Connection error: connect ECONNREFUSED 127.0.0.1:9092', 'stderr');
    expect(failsSettings(reading({ start, begin: () => {} }))).toEqual({
      expected: '127.0.0.1:40001',
      actual: '127.0.0.1:9092',
    });
  });

  test('a complaint about the given broker itself is no fault', () => {
    const start: Act = (told) =>
      told.started('consumer-1').line('consumer-1', 'connect ECONNREFUSED 127.0.0.1:40001', 'stderr');
    expect(failsSettings(reading({ start, begin: () => {} }))).toBe('passed');
  });

  test('the same start under both policies', () => {
    const fromTheStart: Act = (told) => told.positioned('consumer-1', ...everywhere('0')).marked('has-its-position');
    const printsAll: Act = (told) => told.prints('consumer-1', ...everywhere('0-3'));
    expect(lossesOf(latest({ begin: fromTheStart, print: printsAll }))).toEqual({
      'consume.uses-settings': 'failed',
      'offsets.latest-skips-history': 'failed',
    });
  });

  test('swapped policies are no fault of the settings', () => {
    const atTheEnd: Act = (told) => told.positioned('consumer-1', ...everywhere('2'));
    const swappedReading = reading({ begin: atTheEnd, print: (told) => told.prints('consumer-1', ...everywhere('2')) });
    const swappedLatest = latest({
      begin: (told) => told.positioned('consumer-1', ...everywhere('0')).marked('has-its-position'),
      print: (told) => told.prints('consumer-1', ...everywhere('0-3')),
    });
    expect(lossesOf(swappedReading, swappedLatest)).toEqual({
      'offsets.earliest-reads-history': 'failed',
      'offsets.latest-skips-history': 'failed',
    });
  });
});

test('a run that never came to read, where others with the same policy did, proves nothing', () => {
  const begin: Act = (told) => told.gaveUp();
  expect(lossesOf(reading({ begin, print: () => {} }))['consume.prints-every-value']).toMatch(
    /^inconclusive: Consumer 1 never began to fetch: .* other runs with the same reset policy did/,
  );
});
