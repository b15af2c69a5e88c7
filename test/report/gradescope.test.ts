/** `gradescope.json`, held to a schema written from Gradescope's specification. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visibilities } from '../../src/grade/rubric.ts';
import { renderGradescope } from '../../src/report/gradescope/render.ts';
import { everyKind, everyKindFinal, hostileGrade, instructor, reportOf, textOf } from './hostile.ts';
import { problemsBy } from './json-schema.ts';

const problemsOf = problemsBy('gradescope.schema.json');
const rendered = (grade = everyKind) => JSON.parse(textOf(renderGradescope(reportOf(grade, instructor))));

describe('gradescope.json', () => {
  test('is valid, and a wrong one is not', () => {
    expect(problemsOf(rendered())).toEqual([]);
    expect(problemsOf({ ...rendered(), score: undefined })).not.toEqual([]);
    expect(problemsOf({ ...rendered(), stdout_visibility: 'never' })).not.toEqual([]);
  });

  test('has the whole score, and each test with its own', () => {
    const { score, output, tests } = rendered(everyKindFinal);
    expect({ score, output }).toEqual({ score: 9, output: '' });
    expect(tests.map((each: { score: number }) => each.score)).toEqual([7, 0, 2, 0, 0]);
    expect(tests[1]).toMatchObject({
      name: 'prints the values intact, as JSON (consume.decodes-json)',
      max_score: 4,
      status: 'failed',
      visibility: 'visible',
    });
    expect(tests[1].output).toContain('Actual: amount: 41');
  });

  test('leaves hiding to Gradescope, but for what a visible test would give away of a hidden one', () => {
    const { tests } = rendered();
    expect(tests[3]).toMatchObject({ visibility: 'hidden' });
    expect(tests[3].output).toContain('SECRET-REASON');
    expect(tests[4]).toMatchObject({
      visibility: 'visible',
      output: 'Another check, whose result is not shown, left nothing to judge here.',
    });
  });

  test('has its own words for who may see a test', () => {
    const [check] = everyKindFinal.checks;
    const { tests } = rendered({
      ...everyKindFinal,
      checks: visibilities.flatMap((visibility) => (check ? [{ ...check, visibility }] : [])),
    });
    expect(tests.map((each: { visibility: string }) => each.visibility)).toEqual([
      'visible',
      'hidden',
      'after_due_date',
    ]);
  });

  test('gives an inconclusive check neither a score nor a status, and says why', () => {
    expect(rendered().tests[5]).toEqual({
      name: 'commits what it has printed (offsets.commits-progress)',
      output: 'Not decided; this is not the fault of the submission.\nThe broker did not answer.',
      visibility: 'visible',
    });
    expect(rendered()).toMatchObject({ extra_data: { final: false } });
    expect(rendered().output).toContain('This grade is not final');
  });

  test('is valid whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileGrade, (grade) => {
        expect(problemsOf(rendered(grade))).toEqual([]);
      }),
    );
  });
});
