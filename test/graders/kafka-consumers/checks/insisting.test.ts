/** Constants in a program, by what it asked for: only those that the world can be made to fit, and none too early. */
import { describe, expect, test } from 'vitest';
import { insistedBy } from '../../../../graders/orders/checks/insisting.ts';
import { historyFrom, type Story, story } from '../../../support/story.ts';
import { lossesOf } from '../losses.ts';

const nothing = { brokers: null, topic: null, group: null };

function insisted(...stories: Story[]) {
  return insistedBy(historyFrom(...stories), 'consumer', 3_000);
}

function asksFor(scenario: string, topic: string): Story {
  return story(scenario)
    .topic()
    .started('consumer-1')
    .connected('consumer-1')
    .saw('consumer-1', { source: 'wire', type: 'metadata-asked', clientId: 'me', topics: [topic] });
}

describe('a topic', () => {
  test('that a consumer subscribes to, whatever it was given', () => {
    expect(insisted(asksFor('reading', 'test_topic').joinAsked('consumer-1', { topic: 'test_topic' }))).toEqual({
      ...nothing,
      topic: 'test_topic',
    });
  });

  test('that it merely asked for may still be followed by the right one', () => {
    expect(insisted(asksFor('reading', 'dead-letters').after(10))).toMatchObject({ topic: 'dead-letters' });
    const recent = insistedBy(historyFrom(asksFor('reading', 'dead-letters')), 'consumer', 100);
    expect(recent).toEqual(nothing);
  });

  test('of which there are several is none', () => {
    const two = [
      asksFor('reading', 'a').joinAsked('consumer-1', { topic: 'a' }),
      asksFor('latest', 'b').joinAsked('consumer-1', { topic: 'b' }),
    ];
    expect(insisted(...two)).toEqual(nothing);
  });
});

describe('a group', () => {
  const joins = (scenario: string, group: string) =>
    story(scenario).topic().started('consumer-1').connected('consumer-1').joinAsked('consumer-1', { group });

  test('that consumers of different groups join', () => {
    expect(insisted(joins('reading', 'my-group'), joins('latest', 'my-group'))).toEqual({
      ...nothing,
      group: 'my-group',
    });
  });

  test('that it was not let into because another program uses it', () => {
    const refused = {
      source: 'wire' as const,
      type: 'violation' as const,
      api: 'JoinGroup',
      error: 30,
      names: ['my-group'],
    };
    const taken = joins('reading', 'my-group').saw('consumer-1', { ...refused, rule: 'taken' });
    expect(insisted(taken)).toEqual({ ...nothing, group: 'my-group' });
    const foreign = joins('reading', 'my-group').saw('consumer-1', { ...refused, rule: 'foreign' });
    expect(insisted(foreign)).toEqual(nothing);
  });

  test('that is made up anew each time, or was seen once only, is none', () => {
    expect(insisted(joins('reading', 'my-group-1'), joins('latest', 'my-group-2'))).toEqual(nothing);
    expect(insisted(joins('reading', 'my-group'))).toEqual(nothing);
  });
});

describe('an address', () => {
  const complains = (scenario: string, address: string) =>
    story(scenario).topic().started('consumer-1').line('consumer-1', `connect ECONNREFUSED ${address}`, 'stderr');

  test('that a consumer complains of and that is not its own', () => {
    expect(insisted(complains('reading', '127.0.0.1:9092'))).toEqual({ ...nothing, brokers: '127.0.0.1:9092' });
  });

  test('that it was given is none', () => {
    expect(insisted(complains('reading', '127.0.0.1:40001'))).toEqual(nothing);
  });

  test.each([
    'Connecting to Kafka (KAFKA_BROKERS, or else localhost:9092)',
    "const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',');",
    'usage: set KAFKA_BROKERS to a broker, such as localhost:9092',
  ])('that it only names before it connects is none: %s', (text) => {
    const names = story('reading').topic().started('consumer-1').line('consumer-1', text, 'stdout');
    expect(insisted(names)).toEqual(nothing);
  });
});

describe('an address where somebody else answers', () => {
  const strays = (stayMs: number) =>
    story('reading')
      .topic()
      .records('P0:0')
      .started('consumer-1')
      .saw('consumer-1', { source: 'wire', type: 'connected-elsewhere', address: '127.0.0.1:9092' })
      .gaveUp()
      .signalled('consumer-1')
      .after(stayMs)
      .exited('consumer-1', { signal: 'SIGKILL', asked: true })
      .ended();

  test('costs the setting, and has the rest skipped', () => {
    expect(lossesOf(strays(6_000))).toMatchObject({
      'consume.uses-settings': 'failed',
      'consume.prints-every-value': 'skipped by consume.uses-settings',
    });
  });

  test('is nothing that the world can be made to fit', () => {
    expect(insisted(strays(6_000))).toEqual(nothing);
  });

  test('shows nothing of a process that may still have come', () => {
    expect(lossesOf(strays(1_000))['consume.uses-settings']).toBeUndefined();
  });
});
