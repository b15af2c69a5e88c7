import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journalLine, parseJournal } from '../../src/evidence/journal.ts';
import type { Observation, ObservedEvent } from '../../src/evidence/observation.ts';
import { header } from '../support/header.ts';
import { everywhere, story } from '../support/story.ts';

/** Any text that a program may print, line separators, surrogates and controls among it. */
const anyText = fc.string({ unit: 'binary' });
const anyOffset = fc.nat();
const anyPlace = { topic: anyText, partition: fc.nat(9), offset: anyOffset };
const anyError = fc.option(fc.nat(130));

const anyEvent: fc.Arbitrary<ObservedEvent> = fc.oneof(
  fc.record({
    source: fc.constant('process' as const),
    type: fc.constant('line' as const),
    stream: fc.constantFrom('stdout' as const, 'stderr' as const),
    text: anyText,
    cut: fc.boolean(),
  }),
  fc.record({
    source: fc.constant('process' as const),
    type: fc.constant('exited' as const),
    code: fc.option(fc.nat(255)),
    signal: fc.option(anyText),
    asked: fc.boolean(),
  }),
  fc.record({
    source: fc.constant('wire' as const),
    type: fc.constant('metadata-asked' as const),
    clientId: fc.option(anyText),
    topics: fc.option(fc.array(anyText)),
  }),
  fc.record({
    source: fc.constant('wire' as const),
    type: fc.constant('committed' as const),
    group: anyText,
    generation: fc.integer({ min: -1, max: 99 }),
    memberId: anyText,
    ...anyPlace,
    error: anyError,
  }),
  fc.record({
    source: fc.constant('log' as const),
    type: fc.constant('record' as const),
    ...anyPlace,
    key: fc.option(anyText),
    value: fc.oneof(
      fc.constant(null),
      anyText,
      fc.base64String().map((base64) => ({ base64 })),
    ),
    by: fc.constantFrom('grader' as const, 'student' as const),
  }),
  fc.record({
    source: fc.constant('group' as const),
    type: fc.constant('offsets' as const),
    group: anyText,
    topic: anyText,
    offsets: fc.array(fc.option(anyOffset)),
  }),
  fc.record({
    source: fc.constant('harness' as const),
    type: fc.constant('program-unavailable' as const),
    role: anyText,
    reason: anyText,
    location: fc.option(fc.record({ file: anyText, line: fc.nat(), column: fc.nat() })),
  }),
);

const anyObservations: fc.Arbitrary<Observation[]> = fc
  .array(fc.tuple(anyEvent, fc.nat(1000), fc.option(anyText), fc.option(anyText)))
  .map((told) =>
    told.map(([event, tenths, scenario, process], index) => ({
      seq: index + 1,
      atMs: tenths / 10,
      scenario,
      process,
      ...event,
    })),
  );

function journalOf(observations: readonly Observation[]): string {
  return [header, ...observations].map(journalLine).join('');
}

test('what was journalled is read again as it was', () => {
  fc.assert(
    fc.property(anyObservations, (observations) => {
      expect(parseJournal(journalOf(observations))).toEqual({ header, observations });
    }),
  );
});

test('a journal that was cut off anywhere in its last line lacks that line and nothing else', () => {
  fc.assert(
    fc.property(anyObservations, fc.nat(), (observations, at) => {
      fc.pre(observations.length > 0);
      const whole = journalOf(observations);
      const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
      const cut = whole.slice(0, lastLine + (at % (whole.length - lastLine)));
      expect(parseJournal(cut)).toEqual({ header, observations: observations.slice(0, -1) });
    }),
  );
});

describe('a bad line is named by its number', () => {
  const told = story('reading')
    .topic()
    .records(...everywhere('0-1'));
  const lines = journalOf(told.observations).split('\n');

  const event = { seq: 3, atMs: 1, scenario: null, process: null, source: 'wire', type: 'connected', connection: 1 };

  test.each([
    ['not JSON', '{"seq":', 'not JSON'],
    ['an empty line', '', 'not JSON'],
    ['something else than an object', '[]', 'it has no type'],
    ['an event nobody knows', JSON.stringify({ ...event, type: 'guessed' }), 'no event is of the type "guessed"'],
    ['a seq of the wrong type', JSON.stringify({ ...event, seq: '3' }), 'seq must be a whole number from 1, not "3"'],
    ['an event without its place', JSON.stringify({ ...event, scenario: 7 }), 'scenario must be a text, not 7'],
    ['an event of another source', JSON.stringify({ ...event, source: 'log' }), 'source must be "wire", not "log"'],
    [
      'an event that lacks a field',
      JSON.stringify({ ...event, connection: undefined }),
      'connection is missing; it must be a whole number',
    ],
  ])('%s', (_what, bad, problem) => {
    expect(parseJournal(lines.with(4, bad).join('\n'))).toEqual({ line: 5, problem });
  });

  test.each([
    [
      'of another schema',
      { schema: 'kafka-grader/observations/v9' },
      'schema must be "kafka-grader/observations/v1", not "kafka-grader/observations/v9"',
    ],
    [
      'without a fingerprint',
      { submission: { id: 'ada', commit: null } },
      'submission.sha256 is missing; it must be a text',
    ],
    [
      'of a broker nobody knows',
      { broker: { kind: 'cloud', version: '4.1.1' } },
      'broker.kind must be "container" or "jvm", not "cloud"',
    ],
  ])('a header %s', (_what, change, problem) => {
    const bad = JSON.stringify({ ...header, ...change });
    expect(parseJournal(lines.with(0, bad).join('\n'))).toEqual({
      line: 1,
      problem: `not a journal header: ${problem}`,
    });
  });

  test('which the header of a grading with a container is not', () => {
    const inContainer = { ...header, broker: { kind: 'container', version: '4.1.1' } };
    expect(parseJournal(lines.with(0, JSON.stringify(inContainer)).join('\n'))).toMatchObject({ header: inContainer });
  });

  test.each([
    ['an empty file', ''],
    ['a header that was cut off', '{"schema":"kafka-gr'],
  ])('%s', (_what, text) => {
    expect(parseJournal(text)).toEqual({ line: 1, problem: 'the journal is empty' });
  });
});

test('a journal of many megabytes is read', () => {
  const line = story('reading').line('consumer-1', 'x'.repeat(1000)).observations.slice(1);
  const observations = Array.from({ length: 2500 }, (_, i) => line.map((one) => ({ ...one, seq: i + 1 }))).flat();
  expect(parseJournal(journalOf(observations))).toMatchObject({ observations: { length: 2500 } });
});
