/**
 * What GitHub Classroom's reporter reads from a grader's `result`. It adds up the scores of the tests, prints their names and
 * lines, and posts no points where `max_score` is 0; a test without a score, or no test at all, would make it post NaN.
 */
import type { Tools } from '../rendered.ts';
import type { ReportedGrade } from '../report.ts';
import { type ScoredCheck, scoredChecks } from '../scored-checks.ts';
import { notFinal, nothingToShow } from '../words.ts';

export interface ClassroomResult {
  version: 1;
  status: 'pass' | 'fail' | 'error';
  max_score: number;
  tests: readonly ClassroomTest[];
}

interface ClassroomTest {
  name: string;
  status: 'pass' | 'fail' | 'error';
  score: number;
  message: string;
  test_code: string;
  filename: string;
  /** 0 where there is none: the reporter prints it then without one. */
  line_no: number;
  duration: number;
}

type Base64 = Tools['base64'];

/** It goes through the environment, where Linux takes a text of 128 KiB with its name and its end. */
const limitBytes = 128 * 1024 - 1024;

/** The grade as the reporter takes it. */
export function classroomResult(grade: ReportedGrade, base64: Base64): string {
  if (!grade.final) return classroomError(notFinal, base64);
  if (grade.maxScore === 0) return classroomError(nothingToShow, base64);
  return base64(JSON.stringify(resultOf(grade, base64)));
}

/** Without points, so that none are posted: nothing was decided, and that is not the submission's fault. */
export function classroomError(message: string, base64: Base64): string {
  const test = { ...blank, name: 'kafka-grader', status: 'error', score: 0, message } as const;
  const result: ClassroomResult = { version: 1, status: 'error', max_score: 0, tests: [test] };
  return base64(JSON.stringify(result));
}

const blank = { test_code: '', filename: '', line_no: 0, duration: 0 } as const;

/** As much as there is room for: first no messages, then the last tests as one. */
function resultOf({ checks, score, maxScore }: ReportedGrade, base64: Base64): ClassroomResult {
  const scored = scoredChecks(checks);
  const whole: ClassroomResult = {
    version: 1,
    status: score === maxScore ? 'pass' : 'fail',
    max_score: scored.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    tests: scored.map(testOf),
  };
  const sizeOf = (value: object) => base64(JSON.stringify(value)).length;
  if (sizeOf(whole) < limitBytes) return whole;
  const named = whole.tests.map((test) => ({ ...test, message: '' }));
  const short = { ...whole, tests: named };
  return sizeOf(short) < limitBytes ? short : { ...short, tests: lastAsOne(named, sizeOf) };
}

function testOf({ name, passed, points, message, file, line }: ScoredCheck): ClassroomTest {
  const status = passed ? 'pass' : 'fail';
  return { ...blank, name, status, score: points, message, filename: file ?? '', line_no: line ?? 0 };
}

/** The sum of the scores stays the same. */
function lastAsOne(tests: readonly ClassroomTest[], sizeOf: (test: ClassroomTest) => number): ClassroomTest[] {
  const restBytes = 4 * 1024;
  let takenBytes = restBytes;
  const first = tests.findIndex((test) => {
    takenBytes += sizeOf(test) + 4;
    return takenBytes > limitBytes;
  });
  const kept = tests.slice(0, first);
  const rest = tests.slice(first);
  const status = rest.every((test) => test.status === 'pass') ? 'pass' : 'fail';
  const score = rest.reduce((sum, test) => sum + test.score, 0);
  return [...kept, { ...blank, name: `${rest.length} more checks`, status, score, message: '' }];
}
