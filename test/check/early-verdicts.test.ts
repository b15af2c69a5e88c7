import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/check/check.ts';
import { earlyVerdicts, scenariosLookedAt } from '../../src/check/early-verdicts.ts';
import { failed, passed, skipped } from '../../src/check/verdict.ts';
import type { History } from '../../src/evidence/history.ts';
import { historyFrom, prelude, story } from '../support/story.ts';

const ended = (name: string) => story(name).ended();
const settled =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name);

function check(
  id: string,
  scenarios: readonly string[],
  judge: Check['judge'],
  dependsOn: readonly string[] = [],
): Check {
  return { id, programs: ['consumer'], scenarios, dependsOn, judge };
}

const marksIn = (history: History, name: string) => history.scenario(name).timeline.of('marked');

/** Asks about `reading`, and only where it finds nothing there about `live`. */
const curious = check('a.curious', ['reading', 'live'], (history) => {
  if (marksIn(history, 'reading').length > 0) return passed('It was marked.');
  return marksIn(history, 'live').length > 0
    ? failed({ proof: 'seen', reason: 'It was marked late.', evidence: [] })
    : failed({ proof: 'missing', reason: 'It was not marked.', evidence: [] });
});

describe('a verdict is there', () => {
  test('as soon as the scenarios that the check looked at have ended, whatever it might look at', () => {
    const history = historyFrom(story('reading').marked('read').ended());
    expect(earlyVerdicts([curious], history, settled('reading')).get('a.curious')).toMatchObject({ status: 'passed' });
  });

  test('not while a scenario that it looked at is under way', () => {
    const history = historyFrom(ended('reading'), story('live').marked('late'));
    expect(earlyVerdicts([curious], history, settled('reading')).size).toBe(0);
    expect(earlyVerdicts([curious], history, settled('reading', 'live')).size).toBe(1);
  });

  test('of what is missing only when all scenarios of the check are over', () => {
    const patient = check('a.patient', ['reading', 'live'], (history) =>
      marksIn(history, 'reading').length > 0
        ? passed('It was marked.')
        : failed({ proof: 'missing', reason: 'It was not marked.', evidence: [] }),
    );
    const history = historyFrom(ended('reading'), ended('live'));
    expect(earlyVerdicts([patient], history, settled('reading')).size).toBe(0);
    expect(earlyVerdicts([patient], history, settled('reading', 'live')).get('a.patient')).toMatchObject({
      status: 'failed',
    });
  });

  test('of what is skipped only when its blocker is decided, too', () => {
    const blocked = check('a.blocked', ['reading'], () => skipped('b.blocker', 'Nothing to see.'), ['b.blocker']);
    const blocker = check('b.blocker', ['live'], (history) =>
      marksIn(history, 'live').length > 0
        ? passed('It was marked.')
        : failed({ proof: 'seen', reason: 'It was not marked.', evidence: [] }),
    );
    const history = historyFrom(ended('reading'), ended('live'));
    const early = (...names: string[]) => [...earlyVerdicts([blocked, blocker], history, settled(...names)).keys()];
    expect(early('reading')).toEqual([]);
    expect(early('reading', 'live').sort()).toEqual(['a.blocked', 'b.blocker']);
  });

  test('at once where a program can not be run', () => {
    const history = historyFrom(prelude().programUnavailable('consumer', 'It does not compile.'));
    expect(earlyVerdicts([curious], history, settled('reading', 'live')).get('a.curious')).toMatchObject({
      status: 'failed',
      reason: 'It does not compile.',
    });
  });
});

test('a check looks at what it asks for by name', () => {
  const marked = historyFrom(story('reading').marked('read').ended(), ended('live'));
  expect([...scenariosLookedAt(curious, marked)]).toEqual(['reading']);
  expect([...scenariosLookedAt(curious, historyFrom(ended('reading'), ended('live')))]).toEqual(['reading', 'live']);
});
