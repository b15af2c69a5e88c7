import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grade } from '../../../src/grade/grade.ts';
import { causesOf } from '../../../src/report/class/causes.ts';
import { checkRates, lostBy } from '../../../src/report/class/check-rates.ts';
import type { GradedMember } from '../../../src/report/class/stored-class.ts';
import { summarize, wordingOf } from '../../../src/report/class/summarize.ts';
import { checkResult, gradeOf } from '../grades.ts';
import { hostileGrade } from '../hostile.ts';

function memberOf(id: string, grade: Grade): GradedMember {
  return { id, attempts: 1, handedInAt: null, student: null, status: 'graded', grade: summarize(grade), page: 'there' };
}

const failed = { status: 'failed', points: 0 } as const;
const noKey = { ...failed, id: 'produce.keeps-customer-order', maxPoints: 5, mistake: 'no-key' };
const blocked = { id: 'b', status: 'skipped', points: 0, maxPoints: 3 } as const;

describe('causes', () => {
  test('are known mistakes, with all that they cost and who made them', () => {
    const ada = memberOf('ada', gradeOf([checkResult(noKey), checkResult({ ...blocked, blockedBy: noKey.id })]));
    const bob = memberOf('bob', gradeOf([checkResult(noKey), checkResult({ id: 'b', points: 3, maxPoints: 3 })]));
    expect(causesOf([ada, bob])).toEqual({
      mistakes: [{ mistake: 'no-key', checks: [noKey.id], pointsLost: 13, pointsSkipped: 3, members: [ada, bob] }],
      reasons: [],
    });
  });

  test('are reasons where no mistake is known, told as one where they differ in names and numbers only', () => {
    const reasonOf = (order: string) =>
      checkResult({ ...failed, id: 'c', maxPoints: 2, reason: `The order ${order} is lost.` });
    const members = [memberOf('ada', gradeOf([reasonOf('ord-1')])), memberOf('bob', gradeOf([reasonOf('ord-2')]))];
    expect(causesOf(members).reasons).toEqual([
      { check: 'c', wording: 'The order … is lost.', pointsLost: 4, pointsSkipped: 0, members },
    ]);
  });

  test('are what the most have first', () => {
    const rare = memberOf('rare', gradeOf([checkResult({ ...failed, maxPoints: 90, mistake: 'rare' })]));
    const members = ['ada', 'bob'].map((id) => memberOf(id, gradeOf([checkResult(noKey)])));
    expect(causesOf([rare, ...members]).mistakes.map(({ mistake }) => mistake)).toEqual(['no-key', 'rare']);
  });

  test('are no undecided checks, and none that wait for each other or for one that is not there', () => {
    const grade = gradeOf([
      checkResult({ id: 'a', status: 'inconclusive', points: null }),
      checkResult({ ...blocked, id: 'b', blockedBy: 'c' }),
      checkResult({ ...blocked, id: 'c', blockedBy: 'b' }),
      checkResult({ ...blocked, id: 'd', blockedBy: 'nowhere' }),
    ]);
    expect(causesOf([memberOf('ada', grade)])).toEqual({ mistakes: [], reasons: [] });
  });

  test('account for no more points than were lost, and each for at least one submission', () => {
    fc.assert(
      fc.property(fc.array(hostileGrade, { maxLength: 4 }), (grades) => {
        const members = grades.map((grade, index) => memberOf(String(index), grade));
        const { mistakes, reasons } = causesOf(members);
        const lost = members.flatMap(({ grade }) => grade.checks.map(lostBy)).reduce((sum, points) => sum + points, 0);
        const explained = [...mistakes, ...reasons].reduce((sum, { pointsLost }) => sum + pointsLost, 0);
        expect(explained).toBeLessThanOrEqual(lost);
        for (const { members: who } of [...mistakes, ...reasons]) expect(who.length).toBeGreaterThan(0);
        const rates = checkRates([], members);
        expect(rates.reduce((sum, { pointsLost }) => sum + pointsLost, 0)).toBe(lost);
      }),
    );
  });
});

test('the wording of a reason is one line of bounded length', () => {
  expect(wordingOf('P0:3, P1:4 and P2:5 were\nlost')).toBe('… and … were\\nlost');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (reason) => {
      expect([...wordingOf(reason)].length).toBeLessThanOrEqual(161);
    }),
  );
});
