import { expect, type TaskMeta, test } from 'vitest';
import type { CheckResult } from '../../src/grade/grade.ts';
import { tellVerdict } from '../../src/vitest/tell-verdict.ts';
import { checkResult } from '../report/grades.ts';

/** What a test that is told of the check throws, and the points that it carries then. */
function told(given: Partial<CheckResult>) {
  const meta: TaskMeta = {};
  const skip = (note: string): never => {
    throw new Error(`skipped: ${note}`);
  };
  try {
    tellVerdict(checkResult(given), { meta, skip });
    return { error: null, points: meta.kafkaGrader };
  } catch (error) {
    return { error, points: meta.kafkaGrader };
  }
}

test('a check that passed is a test that passes, with its points', () => {
  expect(told({})).toEqual({ error: null, points: { points: 7, maxPoints: 7 } });
});

test('one that failed throws its reason and hint, with what vitest makes a diff of', () => {
  const { error, points } = told({
    status: 'failed',
    points: 0,
    reason: 'no.',
    hint: 'yes.',
    expected: 'a',
    actual: 'b',
  });
  expect(error).toMatchObject({ name: 'CheckFailed', message: 'no.\nyes.', expected: 'a', actual: 'b' });
  expect(points).toEqual({ points: 0, maxPoints: 7 });
});

test('one that was skipped is skipped, with what to mend first', () => {
  const { error } = told({
    status: 'skipped',
    points: 0,
    reason: 'It never began.',
    blockedBy: 'consume.uses-settings',
  });
  expect(error).toMatchObject({ message: 'skipped: It never began. First mend consume.uses-settings.' });
});

test('one that could not be decided fails, and says whose fault that is not', () => {
  const { error, points } = told({ status: 'inconclusive', points: null, reason: 'The broker died.' });
  expect(error).toMatchObject({ name: 'NotDecided' });
  expect(String(error)).toContain('through no fault of the submission: The broker died.');
  expect(points).toEqual({ points: null, maxPoints: 7 });
});
