import type { CheckResult, Grade } from '../../src/grade/grade.ts';

/** A check that passed, but for what is given. */
export function checkResult(given: Partial<CheckResult>): CheckResult {
  return {
    id: 'consume.prints-every-value',
    title: 'prints every value of the topic',
    status: 'passed',
    points: 7,
    maxPoints: 7,
    visibility: 'visible',
    reason: 'All 24 values were printed.',
    expected: null,
    actual: null,
    hint: null,
    mistake: null,
    blockedBy: null,
    evidence: [],
    scenarios: [],
    file: null,
    location: null,
    ...given,
  };
}

/** The grade that these checks make. */
export function gradeOf(checks: CheckResult[]): Grade {
  return {
    schema: 'kafka-grader/grade/v1',
    exercise: 'kafka-consumers',
    submission: { id: 'ada', sha256: '00', commit: null },
    score: checks.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxScore: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    final: checks.every(({ status }) => status !== 'inconclusive'),
    checks,
    hiddenPoints: 'withheld',
    grader: { version: '1.2.3', rubricSha256: '00', seed: 'tea', isolation: 'process', node: 'v20.19.0' },
    repository: null,
    violations: [],
    broker: { kind: 'jvm', version: '4.1.1' },
    startedAt: '2026-11-22T10:00:00Z',
    durationMs: 15_400,
  };
}
