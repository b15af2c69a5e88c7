import { describe, expect, test } from 'vitest';
import { checkResult } from '../../src/grade/grade.ts';
import { newsSince } from '../../src/grade/news.ts';

const result = (status: string, points: number | null, id = 'group.two-members-share') =>
  checkResult.parse({
    id,
    title: 'two members share them',
    status,
    points,
    maxPoints: 5,
    reason: 'Because.',
    expected: null,
    actual: null,
    hint: null,
    blockedBy: null,
    evidence: [],
  });

describe('a check', () => {
  test.each([
    ['same', ['passed', 5], ['passed', 5]],
    ['same', ['failed', 0], ['failed', 0]],
    ['gained', ['failed', 0], ['passed', 5]],
    ['gained', ['failed', 2], ['failed', 3]],
    ['lost', ['passed', 5], ['skipped', 0]],
    ['moved', ['failed', 0], ['skipped', 0]],
    ['moved', ['passed', 5], ['inconclusive', null]],
    ['moved', ['inconclusive', null], ['failed', 0]],
  ] as const)('is %s where it was %j and is %j', (course, [was, had], [is, has]) => {
    const before = result(was, had);
    const now = result(is, has);
    expect(newsSince({ checks: [before] }, [now])).toEqual([{ check: now, before, course }]);
  });

  test('is new where it was not asked before, or nothing was', () => {
    const now = result('passed', 5);
    const expected = [{ check: now, before: null, course: 'new' }];
    expect(newsSince({ checks: [result('passed', 5, 'group.other')] }, [now])).toEqual(expected);
    expect(newsSince(null, [now])).toEqual(expected);
  });
});
