/** `ctrf.json`, held to the schema that the format publishes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCtrf } from '../../src/report/ctrf/render.ts';
import { everyKind, hostileReport, instructor, reportOf, student, textOf } from './hostile.ts';
import { problemsBy } from './json-schema.ts';

const problemsOf = problemsBy('ctrf.schema.json');
const rendered = (reader = instructor) => JSON.parse(textOf(renderCtrf(reportOf(everyKind, reader))));

describe('ctrf.json', () => {
  test('is valid, and a wrong one is not', () => {
    const report = rendered();
    expect(problemsOf(report)).toEqual([]);
    expect(problemsOf({ ...report, specVersion: 1 })).not.toEqual([]);
  });

  test('counts the tests by their statuses', () => {
    expect(rendered().results.summary).toEqual({
      tests: 6,
      passed: 1,
      failed: 3,
      skipped: 1,
      pending: 0,
      other: 1,
      start: Date.parse('2026-11-22T10:00:00Z'),
      stop: Date.parse('2026-11-22T10:00:15.400Z'),
      duration: 15_400,
      extra: { score: 9, maxScore: 27, final: false },
    });
  });

  test('tells a failed check with all that helps', () => {
    expect(rendered().results.tests[1]).toMatchObject({
      testId: 'consume.decodes-json',
      name: 'prints the values intact, as JSON',
      status: 'failed',
      suite: ['kafka-consumers', 'consume'],
      extra: { points: 0, maxPoints: 4, at: 'consumer.ts:12:5', actual: 'amount: 41' },
    });
  });

  test('says of an inconclusive check that nobody knows, not that it earned nothing', () => {
    expect(rendered().results.tests[5]).toMatchObject({
      status: 'other',
      rawStatus: 'inconclusive',
      message: 'Not decided; this is not the fault of the submission.\nThe broker did not answer.',
      extra: { points: null, maxPoints: 2 },
    });
  });

  test('shows a student that a hidden check was there, and nothing of it', () => {
    expect(rendered(student).results.tests[3]).toEqual({
      testId: 'group.fifth-member-idles',
      name: 'the fifth member idles',
      status: 'other',
      rawStatus: 'withheld',
      duration: 0,
      suite: ['kafka-consumers', 'group'],
      message: 'The result of this check is not shown.',
      extra: { maxPoints: 5 },
    });
  });

  test('is valid whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(problemsOf(JSON.parse(textOf(renderCtrf(report))))).toEqual([]);
      }),
    );
  });
});
