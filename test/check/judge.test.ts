import { describe, expect, test } from 'vitest';
import { type Check, defineCheck } from '../../src/check/check.ts';
import { judge } from '../../src/check/judge.ts';
import { failed, inconclusive, passed, skipped, type Verdict } from '../../src/check/verdict.ts';
import { type History, historyOf } from '../../src/evidence/history.ts';
import { historyFrom, type Story, story } from '../support/story.ts';

const calm = () => story('reading').topic().ended();

function check(id: string, verdict: Verdict | (() => Verdict), more: Partial<Check> = {}): Check {
  const answer = typeof verdict === 'function' ? verdict : () => verdict;
  return defineCheck({ id, programs: ['consumer'], scenarios: ['reading'], dependsOn: [], judge: answer, ...more });
}

function verdictOf(id: string, checks: readonly Check[], history: History = historyFrom(calm())): Verdict | undefined {
  return judge(checks, history).get(id);
}

const seen = failed({ proof: 'seen', reason: 'It was printed twice.', evidence: [7] });
const missing = failed({ proof: 'missing', reason: 'Nothing was printed.', evidence: [7] });

test('what a check concludes is its verdict, in the order of the checks', () => {
  const verdicts = judge([check('b.two', passed('fine')), check('a.one', seen)], historyFrom(calm()));
  expect([...verdicts]).toEqual([
    ['b.two', passed('fine')],
    ['a.one', seen],
  ]);
});

test('a check that breaks is inconclusive, and says how', () => {
  const broken = check('a.one', () => {
    throw new RangeError('no such partition');
  });
  expect(verdictOf('a.one', [broken])).toEqual(inconclusive('The check itself broke: no such partition'));
});

describe('a program that cannot be run', () => {
  const reason = 'consumer.ts does not compile: expected "}"';
  const location = { file: 'consumer.ts', line: 12, column: 3 };
  const unavailable = (role: string, played = calm()) =>
    historyOf([
      {
        seq: 1,
        atMs: 1,
        scenario: null,
        process: null,
        source: 'harness',
        type: 'program-unavailable',
        role,
        reason,
        location,
      },
      ...played.observations.map((observation) => ({ ...observation, seq: observation.seq + 1 })),
    ]);

  test('fails its checks with the reason and the place', () => {
    const verdict = verdictOf('a.one', [check('a.one', passed('fine'))], unavailable('consumer'));
    expect(verdict).toEqual(failed({ proof: 'seen', reason, location, evidence: [1] }));
  });

  test('fails a check of two programs whichever of them it is', () => {
    const both = check('a.one', passed('fine'), { programs: ['consumer', 'producer'] });
    for (const role of ['consumer', 'producer']) {
      expect(verdictOf('a.one', [both], unavailable(role))).toEqual(
        failed({ proof: 'seen', reason, location, evidence: [1] }),
      );
    }
  });

  test('leaves the checks of the other program to what was played', () => {
    const twoStories = check('a.one', passed('fine'), { scenarios: ['live', 'reading'] });
    expect(verdictOf('a.one', [twoStories], unavailable('producer'))).toEqual(passed('fine'));
    const cutShort = unavailable('producer', story('reading').topic());
    expect(verdictOf('a.one', [twoStories], cutShort)).toEqual(
      inconclusive('The scenario "reading" was not played to its end.'),
    );
  });

  test('does not touch the checks of the other program', () => {
    expect(verdictOf('a.one', [check('a.one', passed('fine'))], unavailable('producer'))).toEqual(passed('fine'));
  });
});

describe('a scenario', () => {
  test('that was not played to its end leaves its checks inconclusive', () => {
    expect(verdictOf('a.one', [check('a.one', seen)], historyFrom(story('reading').topic()))?.status).toBe(
      'inconclusive',
    );
    expect(verdictOf('a.one', [check('a.one', seen)], historyFrom(story('latest').ended()))?.status).toBe(
      'inconclusive',
    );
  });

  test('that was broken off does so too, with the reason', () => {
    const verdict = verdictOf('a.one', [check('a.one', seen)], historyFrom(story('reading').ended('the broker died')));
    expect(verdict).toEqual(inconclusive('The scenario "reading" was broken off: the broker died', [2]));
  });

  test('that the check does not read is of no account', () => {
    expect(verdictOf('a.one', [check('a.one', seen)], historyFrom(calm(), story('latest').ended('stopped')))).toEqual(
      seen,
    );
  });
});

describe('where Kafka was out of reach', () => {
  const silent = () =>
    story('reading').saw(null, { source: 'harness', type: 'broker-silent', silentMs: 3_480 }).ended();
  const broken = () =>
    story('reading')
      .started('consumer-1')
      .saw('consumer-1', { source: 'wire', type: 'connection-lost', connection: 2, reason: 'ECONNRESET' })
      .ended();

  test.each([
    ['Kafka did not answer for 3.5 s meanwhile', silent()],
    ["a connection to Kafka was lost meanwhile, not by the program's doing (ECONNRESET)", broken()],
  ])('no fault counts, since %s', (why, told) => {
    for (const fault of [seen, missing, skipped('b.two', 'It was printed twice.')]) {
      const verdict = verdictOf('a.one', [check('a.one', fault), check('b.two', seen)], historyFrom(told));
      expect(verdict).toMatchObject({ status: 'inconclusive', reason: `${fault.reason} But ${why}.` });
    }
  });

  test('what passed has passed, and other scenarios are not concerned', () => {
    expect(verdictOf('a.one', [check('a.one', passed('fine'))], historyFrom(silent()))).toEqual(passed('fine'));
    const elsewhere = historyFrom(
      calm(),
      story('latest').saw(null, { source: 'harness', type: 'broker-silent', silentMs: 3_480 }).ended(),
    );
    expect(verdictOf('a.one', [check('a.one', seen)], elsewhere)).toEqual(seen);
  });
});

describe('where a wait was cut short by the world', () => {
  const gaveUp = (world: Parameters<Story['gaveUp']>[0]) => historyFrom(story('reading').gaveUp(world).ended());
  const doubtful = [
    ['the broker did not answer', { brokerHealthy: false }],
    ['the machine gave the grader too little CPU', { starved: true }],
  ] as const;

  test.each(doubtful)('what is missing proves nothing: %s', (why, world) => {
    const verdict = verdictOf('a.one', [check('a.one', missing)], gaveUp(world));
    expect(verdict).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining(why), evidence: [2] });
  });

  test.each(doubtful)('a skip proves nothing either: %s', (_why, world) => {
    const checks = [check('a.one', skipped('a.two', 'nothing to see'), { dependsOn: ['a.two'] }), check('a.two', seen)];
    expect(verdictOf('a.one', checks, gaveUp(world))?.status).toBe('inconclusive');
  });

  test.each(doubtful)('what was seen stays proven: %s', (_why, world) => {
    expect(verdictOf('a.one', [check('a.one', seen)], gaveUp(world))).toEqual(seen);
    expect(verdictOf('a.one', [check('a.one', passed('fine'))], gaveUp(world))).toEqual(passed('fine'));
  });

  test('but a deadline in a healthy world is proof enough', () => {
    expect(verdictOf('a.one', [check('a.one', missing)], gaveUp({}))).toEqual(missing);
  });

  test('and so is what had become impossible on a starved machine', () => {
    const verdict = verdictOf('a.one', [check('a.one', missing)], gaveUp({ starved: true, because: 'impossible' }));
    expect(verdict).toEqual(missing);
  });

  test('and so is one where only another scenario was starved', () => {
    const history = historyFrom(calm(), story('latest').gaveUp({ starved: true }).ended());
    expect(verdictOf('a.one', [check('a.one', missing)], history)).toEqual(missing);
  });
});

describe('a skip', () => {
  const blocked = (blockedBy: string, dependsOn: string[] = [blockedBy]) =>
    check('a.one', skipped(blockedBy, 'There was nothing to judge.'), { dependsOn });

  test.each([
    ['failed', seen],
    ['skipped for a failure', skipped('a.three', 'nor here')],
  ])('stands where its blocker %s', (_how, verdict) => {
    const checks = [blocked('a.two'), check('a.two', verdict, { dependsOn: ['a.three'] }), check('a.three', seen)];
    expect(verdictOf('a.one', checks)).toEqual(skipped('a.two', 'There was nothing to judge.'));
  });

  test.each([
    ['passed', [blocked('a.two'), check('a.two', passed('fine'))], 'passed'],
    ['is inconclusive', [blocked('a.two'), check('a.two', inconclusive('who knows'))], 'could not be decided'],
    ['was not asked', [blocked('a.two')], 'was not asked'],
    ['is none that it depends on', [blocked('a.two', []), check('a.two', seen)], 'without depending on it'],
  ])('is inconclusive where its blocker %s', (_how, checks, why) => {
    expect(verdictOf('a.one', checks)).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining(why) });
  });

  test('is inconclusive where the chain of blockers ends in a check that passed, whatever the order of the checks', () => {
    const checks = [
      blocked('a.two'),
      check('a.two', skipped('a.three', 'nor here'), { dependsOn: ['a.three'] }),
      check('a.three', passed('fine')),
    ];
    expect(verdictOf('a.one', checks)?.status).toBe('inconclusive');
    expect(verdictOf('a.one', checks.toReversed())?.status).toBe('inconclusive');
  });

  test('is inconclusive where two checks name each other', () => {
    const checks = [blocked('a.two'), check('a.two', skipped('a.one', 'nor here'), { dependsOn: ['a.one'] })];
    expect([...judge(checks, historyFrom(calm())).values()]).toEqual([
      inconclusive('It depends on a.two, which could not be decided.'),
      inconclusive('It depends on a.one, which could not be decided.'),
    ]);
  });
});

describe('a process that was stopped because time was up for everything', () => {
  const outlived = historyFrom(
    story('reading')
      .topic()
      .started('consumer-1')
      .saw('consumer-1', {
        source: 'process',
        type: 'limit-hit',
        limit: 'wall-clock',
        allowed: 3600,
        used: 3601,
        unit: 'seconds',
      })
      .ended(),
  );

  test.each([seen, missing])('is nobody’s fault but the grader’s: $reason', (verdict) => {
    expect(verdictOf('a.one', [check('a.one', verdict)], outlived)).toEqual(
      inconclusive(`${verdict.reason} But it should have been asked to stop long before.`, [4]),
    );
  });

  test('takes nothing from what passed', () => {
    expect(verdictOf('a.one', [check('a.one', passed('fine'))], outlived)).toEqual(passed('fine'));
  });
});
