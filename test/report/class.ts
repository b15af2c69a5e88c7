/** A hand-made class for the formats of classes: one of each kind that occurs. */
import { classPoints, type PointsAsked } from '../../src/grade/class-points.ts';
import type { ClassMember, ClassRecord, Student } from '../../src/grade/class-record.ts';
import type { Grade } from '../../src/grade/grade.ts';
import { checkResult, gradeOf } from './grades.ts';

export function student(given: Partial<Student>): Student {
  return { identifier: null, name: null, login: null, email: null, section: null, ...given };
}

export function member(given: Partial<ClassMember> & { id: string }): ClassMember {
  return {
    status: 'graded',
    why: null,
    gradable: true,
    attempts: 1,
    handedInAt: null,
    student: null,
    partners: [],
    ...given,
  };
}

export const classChecks = [
  { id: 'consume.prints-every-value', title: 'prints every value', points: 7 },
  { id: 'group.two-members-share', title: 'two members share', points: 5 },
];

export function gradeWith(prints: number, shares: number | null): Grade {
  const [first, second] = classChecks.map(({ id, points }) => ({ id, maxPoints: points }));
  return gradeOf([
    checkResult({ ...first, points: prints, status: prints === 7 ? 'passed' : 'failed' }),
    checkResult({ ...second, points: shares, status: shares === null ? 'inconclusive' : 'passed' }),
  ]);
}

/** Ada in time, Bo a day and a bit late, Cy not final, Di not graded, Ed unknown when; Fay is absent. */
export const record: ClassRecord = {
  schema: 'kafka-grader/batch/v1',
  exercise: 'kafka-consumers',
  checks: classChecks,
  grader: { version: '1.2.3', rubricSha256: '00', seed: 'tea', node: 'v20.19.0' },
  shard: null,
  parts: [],
  jobs: 2,
  startedAt: '2026-11-23T10:00:00Z',
  durationMs: 1000,
  submissions: [
    member({
      id: 'day-3-ada',
      handedInAt: '2026-11-22T22:00:00Z',
      student: student({
        identifier: '1815',
        name: 'Ada Lovelace',
        login: 'ada',
        email: 'ada@uni.example',
        section: 'A',
      }),
    }),
    member({
      id: 'day-3-bo',
      handedInAt: '2026-11-24T01:02:03Z',
      student: student({
        identifier: '=1+1',
        name: 'Bo, "the quick"',
        login: 'bo',
        email: 'bo@uni.example',
        section: 'B',
      }),
    }),
    member({ id: 'day-3-cy', handedInAt: '2026-11-22T22:00:00Z', student: student({ name: 'Cy Young', login: 'cy' }) }),
    member({
      id: 'day-3-di',
      status: 'not-graded',
      why: 'The batch ended before its turn.',
      student: student({ name: 'Di Prince' }),
    }),
    member({ id: 'day-3-ed', student: student({ name: 'Ed Poe', email: 'ed@uni.example' }) }),
  ],
  absent: [student({ identifier: '99', name: 'Fay Wray', email: 'fay@uni.example', section: 'B' })],
};

export const grades: ReadonlyMap<string, Grade> = new Map([
  ['day-3-ada', gradeWith(7, 5)],
  ['day-3-bo', gradeWith(4, 5)],
  ['day-3-cy', gradeWith(7, null)],
  ['day-3-ed', gradeWith(0, 0)],
]);

/** Due at midnight in Berlin, 15 minutes of grace, a tenth a day. */
export const policy = {
  due: '2026-11-22T23:59:00+01:00',
  graceMs: 15 * 60_000,
  perDayPercent: 10,
  maxDays: 5,
};

export function classWith(asked: Partial<PointsAsked> = {}) {
  return classPoints(record, grades, { title: 'Day 3', policy: null, absent: 'empty', ...asked });
}
