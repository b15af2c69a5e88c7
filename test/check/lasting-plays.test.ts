import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/check/check.ts';
import { lastingPlays } from '../../src/check/lasting-plays.ts';
import { inconclusive, passed } from '../../src/check/verdict.ts';
import type { Insisted } from '../../src/evidence/observation.ts';
import { historyFrom, type Story, story } from '../support/story.ts';

const check = (id: string, scenario: string, judge: Check['judge']): Check => ({
  id,
  programs: [],
  scenarios: [scenario],
  dependsOn: [],
  judge,
});
const fine = [check('a.read', 'reading', () => passed('Fine.')), check('a.live', 'live', () => passed('Fine.'))];
const kept = (checks: readonly Check[], ...stories: Story[]) => [
  ...lastingPlays(checks, historyFrom(...stories)).keys(),
];
const insisted: Insisted = { brokers: null, topic: 'test_topic', group: null };

describe('a play lasts', () => {
  test('that came to its end, with all that was observed of it', () => {
    const history = historyFrom(story('reading').marked('one').ended(), story('live').marked('two').ended());
    expect(lastingPlays(fine, history).get('live')).toEqual(history.scenario('live').timeline.all);
  });

  test.each<[string, Story[]]>([
    ['is under way', [story('live')]],
    ['was broken off', [story('live').ended('the broker died')]],
    ['lacked the broker', [story('live').gaveUp({ brokerHealthy: false }).ended()]],
    [
      'lacked an answer of the broker',
      [story('live').saw(null, { source: 'harness', type: 'broker-silent', silentMs: 3_000 }).ended()],
    ],
    ['lacked the machine', [story('live').gaveUp({ starved: true }).ended()]],
    ['was begun again', [story('live').ended(), story('live').ended()]],
    [
      'was played in a world that fits a program',
      [story('live').ended(), story('live').saw(null, { source: 'harness', type: 'scenario-began', insisted }).ended()],
    ],
  ])('unless it %s', (_, live) => {
    expect(kept(fine, story('reading').ended(), ...live)).toEqual(['reading']);
  });

  test('although a wait was given up in vain: that is the program’s own doing', () => {
    expect(kept(fine, story('live').gaveUp().ended())).toEqual(['live']);
  });

  test('unless a check that goes by it could not be decided', () => {
    const unsure = [...fine, check('a.unsure', 'live', () => inconclusive('Nobody knows.'))];
    expect(kept(unsure, story('reading').ended(), story('live').ended())).toEqual(['reading']);
  });
});
