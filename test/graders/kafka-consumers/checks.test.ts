/** Each check on histories written by hand, both ways: what is right must pass, what is wrong must fail, and nothing else. */
import { describe, expect, test } from 'vitest';
import { everywhere, orderAt, type Story } from '../../support/story.ts';
import { lossesOf, verdictsOn } from './losses.ts';
import {
  type Act,
  acknowledged,
  arrives,
  arrivesAsGiven,
  arriveWith,
  badRecords,
  givenOrders,
  givenPlaces,
  latest,
  live,
  producing,
  reading,
  scaling,
  sendsWith,
} from './stories.ts';

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

  test('a program that fails because it could not send says so rightly', () => {
    const losses = lossesOf(producing({ arrive: () => {}, exit: (told) => told.exited('producer-1', { code: 1 }) }));
    expect(losses).toMatchObject({
      'produce.sends-every-order': 'failed',
      'produce.exits-cleanly': 'skipped by produce.sends-every-order',
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

describe('group.*-share', () => {
  test('two members that share 3 + 1', () => {
    const verdict = verdictsOn(scaling({ shareInTwo: [[0, 1, 2], [3]] })).get('group.two-members-share');
    expect(verdict).toMatchObject({ status: 'failed', actual: 'consumer 1: P0 P1 P2; consumer 2: P3' });
  });

  test('two owners of one partition in one generation', () => {
    const losses = lossesOf(
      scaling({
        shareInTwo: [
          [0, 1, 2],
          [2, 3],
        ],
      }),
    );
    expect(losses).toMatchObject({ 'group.two-members-share': 'failed', 'group.no-double-processing': 'failed' });
  });
});

describe('group.fifth-member-idles', () => {
  test('may print an order from before, late', () => {
    expect(
      lossesOf(scaling({ whileIdle: (told) => told.prints('consumer-5', 'P0:0') }))['group.fifth-member-idles'],
    ).toBeUndefined();
  });

  test('must not print an order produced since', () => {
    expect(
      lossesOf(scaling({ whileIdle: (told) => told.prints('consumer-5', 'P0:1') }))['group.fifth-member-idles'],
    ).toBe('failed');
  });

  test('may print it once it has been given the partition', () => {
    const takeOver: Act = (told) => told.prints('consumer-5', 'P0:1', 'P0:2');
    expect(lossesOf(scaling({ takeOver }))['group.fifth-member-idles']).toBeUndefined();
  });

  test('must stay up', () => {
    const stop: Act = (told) => {
      for (const process of ['consumer-2', 'consumer-3', 'consumer-4']) told.stopsInOrder(process);
    };
    const gone = scaling({ whileIdle: (told) => told.exited('consumer-5'), takeOver: () => {}, stop });
    expect(lossesOf(gone)['group.fifth-member-idles']).toBe('failed');
  });
});

describe('group.idle-member-takes-over', () => {
  test('gets nothing', () => {
    expect(lossesOf(scaling({ takenOver: [], takeOver: (told) => told.prints('consumer-4', 'P0:2') }))).toEqual({
      'group.idle-member-takes-over': 'failed',
    });
  });

  test('prints nothing new of what it got', () => {
    expect(
      lossesOf(scaling({ takeOver: (told) => told.prints('consumer-5', 'P0:0') }))['group.idle-member-takes-over'],
    ).toBe('failed');
  });
});

describe('group.no-double-processing', () => {
  const doubled = (afterTwo: Act) => lossesOf(scaling({ afterTwo }))['group.no-double-processing'];
  const rewinds: Act = (told) => told.committed('consumer-1', 'P2:0', 'P3:0');

  test('an order printed again although it was committed before the handover', () => {
    expect(doubled((told) => told.prints('consumer-2', 'P2:0'))).toBe('failed');
  });

  test('an order printed again that the commits did not cover is excused by the handover', () => {
    const uncommitted: Act = (told) => told.records('P2:1').prints('consumer-1', 'P2:1').prints('consumer-2', 'P2:1');
    expect(lossesOf(scaling({ afterTwo: uncommitted }))['group.no-double-processing']).toBeUndefined();
  });

  test('a commit that a seek has moved back excuses nothing', () => {
    expect(doubled((told) => told.tell(rewinds).prints('consumer-2', 'P2:0'))).toBe('failed');
  });

  test('an order printed by a member that never owned its partition', () => {
    expect(doubled((told) => told.records('P0:1').prints('consumer-1', 'P0:1').prints('consumer-2', 'P0:1'))).toBe(
      'failed',
    );
  });
});

describe('group.no-loss-while-rebalancing', () => {
  test('an order that nobody printed', () => {
    expect(lossesOf(scaling({ afterTwo: (told) => told.records('P2:9') }))).toEqual({
      'group.no-loss-while-rebalancing': 'failed',
    });
  });

  test('a member that did not stop in order proves nothing', () => {
    const stop: Act = (told) => {
      for (const process of ['consumer-2', 'consumer-3', 'consumer-4', 'consumer-5']) {
        told.signalled(process).exited(process, { signal: 'SIGTERM', asked: true });
      }
    };
    const leaves: Act = (told) => told.signalled('consumer-1').exited('consumer-1', { signal: 'SIGTERM', asked: true });
    const losses = lossesOf(scaling({ afterTwo: (told) => told.records('P2:9'), stop }), reading({ stop: leaves }));
    expect(losses).toMatchObject({
      'group.no-loss-while-rebalancing': 'skipped by shutdown.leaves-group',
      'shutdown.leaves-group': 'failed',
    });
  });
});
