/** Stored grades and records of batches that something went wrong with, or that somebody made up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseClassRecord } from '../../src/grade/class-record.ts';
import { parseGrade } from '../../src/grade/parse-grade.ts';
import { memberOf, recordOf } from '../batch/stored-batch.ts';
import { checkResult, gradeOf } from '../report/grades.ts';
import { damagedText } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';

const grade = JSON.stringify(gradeOf([checkResult({}), checkResult({ id: 'consume.decodes-json', points: 0 })]));
const record = JSON.stringify(
  recordOf({ shard: { index: 1, of: 4 }, submissions: [memberOf('ada'), memberOf('bob', { handedInAt: null })] }),
);

describe.each([
  ['grade', parseGrade, grade],
  ['record', parseClassRecord, record],
])('a damaged %s', (_, parse, whole) => {
  test('is read, and can be written again, or what is wrong with it is told', () => {
    fc.assert(
      fc.property(damagedText([whole, grade, record]), (text) => {
        const read = parse(text);
        if ('problem' in read) expect(read.problem).not.toBe('');
        else expect(parse(JSON.stringify(read))).toEqual(read);
      }),
      runs(300),
    );
  });

  test('nested without end is told like any other', () => {
    const levels = 200_000;
    expect(parse(`{"schema":${'['.repeat(levels)}${']'.repeat(levels)}}`)).toEqual({ problem: 'not JSON' });
  });

  test('has no field from what it says of prototypes', () => {
    expect(parse(`{"__proto__":${whole}}`)).toMatchObject({ problem: expect.stringContaining('schema is missing') });
  });
});

describe('a record', () => {
  test.each(['', '.', '..', '../../ada', 'a/b', '/etc', 'a\0b'])(
    'of a submission that is called %j leads nowhere else',
    (id) => {
      expect(parseClassRecord(JSON.stringify(recordOf({ submissions: [memberOf(id)] })))).toEqual({
        problem: `submissions[0].id must be the name of a folder, not ${JSON.stringify(id)}`,
      });
    },
  );

  test('of more parts than anybody makes is not counted through', () => {
    const made = (of: number) => parseClassRecord(JSON.stringify(recordOf({ shard: { index: 1, of } })));
    expect(made(9999)).toMatchObject({ shard: { of: 9999 } });
    expect(made(2 ** 33)).toEqual({ problem: 'shard.of must be a whole number, not 8589934592' });
  });
});
