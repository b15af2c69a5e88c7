import { expect, test } from 'vitest';
import type { Check } from '../../src/check/check.ts';
import { undecidedScenarios } from '../../src/check/undecided-scenarios.ts';
import { failed, inconclusive, passed, skipped, type Verdict } from '../../src/check/verdict.ts';
import { historyFrom, type Story, story } from '../support/story.ts';

const check = (scenario: string, verdict: Verdict, dependsOn: readonly string[] = []): Check => ({
  id: `a.${scenario}`,
  programs: [],
  scenarios: [scenario],
  dependsOn,
  judge: () => verdict,
});
const unsure = inconclusive('Nobody knows.');
const again = (verdict: Verdict, live: Story) => [
  ...undecidedScenarios(
    [check('live', verdict), check('reading', passed('Fine.'))],
    ['a.live', 'a.reading'],
    historyFrom(live, story('reading').gaveUp().ended()),
  ),
];

test('a scenario is played once more where a check could not be decided by it, and a wait in it came to its deadline', () => {
  expect(again(unsure, story('live').gaveUp().ended())).toEqual(['live']);
});

test.each<[string, Verdict, Story]>([
  ['the check passed', passed('Fine.'), story('live').gaveUp().ended()],
  ['the check failed', failed({ proof: 'seen', reason: 'Wrong.', evidence: [1] }), story('live').gaveUp().ended()],
  ['nobody was waited for in vain', unsure, story('live').ended()],
  ['it was broken off', unsure, story('live').gaveUp().ended('the broker died')],
])('but not where %s', (_, verdict, live) => {
  expect(again(verdict, live)).toEqual([]);
});

test('nor where the check is not wanted, or one that is not wanted explains why there is nothing to judge', () => {
  const history = historyFrom(story('live').gaveUp().ended(), story('reading').gaveUp().ended());
  const blocked = check('live', skipped('a.reading', 'Nothing was read.'), ['a.reading']);
  const wrong = check('reading', failed({ proof: 'seen', reason: 'Wrong.', evidence: [1] }));
  expect([...undecidedScenarios([blocked, wrong], ['a.live'], history)]).toEqual([]);
  expect([...undecidedScenarios([check('live', unsure), wrong], ['a.reading'], history)]).toEqual([]);
});
