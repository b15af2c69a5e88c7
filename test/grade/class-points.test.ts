import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classPoints } from '../../src/grade/class-points.ts';
import { classWith, grades, gradeWith, policy, record, student } from '../report/class.ts';

test('only a final grade has points', () => {
  const points = classWith({ policy }).rows.map(({ id, state, points }) => [id, state, points?.points ?? null]);
  expect(points).toEqual([
    ['day-3-ada', 'final', 12],
    ['day-3-bo', 'final', 7],
    ['day-3-cy', 'not-final', null],
    ['day-3-di', 'not-graded', null],
    ['day-3-ed', 'final', 0],
    [null, 'absent', null],
  ]);
});

test('who is absent gets a zero where that is asked for, whatever the policy', () => {
  expect(classWith({ policy, absent: 'zero' }).rows.at(-1)?.points).toEqual({
    raw: 0,
    deduction: 0,
    points: 0,
    daysLate: 0,
    lateMs: 0,
  });
});

test('a grade that can not be read was not graded', () => {
  const asked = { title: 'Day 3', policy: null, absent: 'empty' } as const;
  const { rows, maxPoints } = classPoints(record, new Map(), asked);
  expect(rows[0]).toMatchObject({ state: 'not-graded', why: 'its grade is missing', points: null });
  expect(maxPoints).toBe(12);
});

test('when it was graded, how often, and what it was graded by makes no difference', () => {
  const before = classWith({ policy }).rows.map(({ points }) => points);
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), fc.nat(9), fc.string(), (at, attempts, version) => {
      const startedAt = at.toISOString();
      const again = classPoints(
        {
          ...record,
          startedAt,
          grader: { ...record.grader, version },
          submissions: record.submissions.map((each) => ({ ...each, attempts })),
        },
        new Map([...grades].map(([id, grade]) => [id, { ...grade, startedAt }])),
        { title: 'Day 3', policy, absent: 'empty' },
      );
      expect(again.rows.map(({ points }) => points)).toEqual(before);
    }),
  );
});

test('reads the grades and leaves them as they are', () => {
  const before = JSON.stringify([...grades]);
  classWith({ policy, absent: 'zero' });
  expect(JSON.stringify([...grades])).toBe(before);
});

test('what a group handed in counts for each who owns it', () => {
  const [first, ...others] = record.submissions;
  if (!first) throw new Error('there is no submission');
  const partners = [student({ login: 'ann' }), student({ login: 'ben' })];
  const shared = { ...record, submissions: [{ ...first, partners }, ...others] };
  const asked = { title: 'Day 3', policy: null, absent: 'empty' } as const;
  const grades = new Map([[first.id, gradeWith(7, 5)]]);
  const rows = classPoints(shared, grades, asked).rows.filter(({ id }) => id === first.id);
  expect(rows.map(({ student: owner, points }) => [owner, points?.points])).toEqual(
    [first.student, ...partners].map((owner) => [owner, 12]),
  );
});
