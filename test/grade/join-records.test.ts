import { expect, test } from 'vitest';
import { contradictionBetween, joinRecords, missingShards } from '../../src/grade/join-records.ts';
import { memberOf, recordOf } from '../batch/stored-batch.ts';

const grader = recordOf({}).grader;
const student = (login: string) => ({ identifier: null, name: null, login, email: null, section: null });

test('batches of another exercise, grader, rubric or other checks are not one', () => {
  const record = recordOf({});
  expect(contradictionBetween(record, recordOf({ jobs: 9, grader: { ...grader, seed: 'x', node: 'v24' } }))).toBeNull();
  const others = [
    [recordOf({ exercise: 'kafka-producers' }), 'its exercise is kafka-producers, not kafka-consumers'],
    [recordOf({ grader: { ...grader, version: '2.0.0' } }), 'its grader is of version 2.0.0, not 1.2.3'],
    [recordOf({ checks: [] }), 'it has other checks, or other points for them'],
    [recordOf({ grader: { ...grader, rubricSha256: '01' } }), 'its rubric is another one'],
  ] as const;
  for (const [other, contradiction] of others) expect(contradictionBetween(record, other)).toBe(contradiction);
});

test('a merge took as long as its longest part, and graded with the jobs of all', () => {
  const first = recordOf({
    shard: { index: 2, of: 3 },
    jobs: 2,
    durationMs: 90_000,
    startedAt: '2026-11-22T10:05:00Z',
  });
  const second = recordOf({ shard: { index: 1, of: 3 }, jobs: 3, grader: { ...grader, seed: 'milk' } });
  const merged = joinRecords([first, second], [memberOf('bob'), memberOf('ada')]);
  expect(merged).toMatchObject({
    shard: null,
    jobs: 5,
    durationMs: 90_000,
    startedAt: '2026-11-22T10:00:00Z',
    grader: { seed: 'tea, milk', node: 'v20.19.0' },
    submissions: [{ id: 'ada' }, { id: 'bob' }],
  });

  const third = recordOf({ shard: { index: 3, of: 3 }, jobs: 1, durationMs: 1 });
  const whole = joinRecords([merged, third], merged.submissions);
  expect(whole).toMatchObject({ jobs: 6, durationMs: 90_000 });
  expect(whole.parts.map(({ shard }) => shard?.index)).toEqual([2, 1, 3]);
  expect(missingShards(merged.parts)).toEqual([{ index: 3, of: 3 }]);
  expect(missingShards(whole.parts)).toEqual([]);
  expect(missingShards([{ shard: null }])).toEqual([]);
});

test('whoever handed in to one part is absent from none', () => {
  const first = recordOf({ absent: [student('ada'), student('bob')] });
  const second = recordOf({ absent: [student('bob')] });
  const merged = joinRecords([first, second], [memberOf('1', { student: student('ada') }), memberOf('2')]);
  expect(merged.absent).toEqual([student('bob')]);
});
