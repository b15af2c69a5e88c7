/** `ctrf.json`: Common Test Report Format 1.0. What has no field of its own there stands in `extra`. */
import { areaOf } from '../../grade/rubric.ts';
import { jsonText } from '../json-text.ts';
import { plain } from '../plain.ts';
import type { Rendered } from '../rendered.ts';
import type { Report, ReportedCheck } from '../report.ts';
import { sayViolations } from '../say-violation.ts';
import { explain, factsOf, nameOf, type Standing, standingOf } from '../words.ts';

const statuses = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  inconclusive: 'other',
  withheld: 'other',
} as const satisfies Record<Standing, string>;

export function renderCtrf({ grade }: Report): readonly Rendered[] {
  const tests = grade.checks.map((check) => testOf(check, grade.exercise));
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const start = Date.parse(grade.startedAt);
  const report = {
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    generatedBy: 'kafka-grader',
    results: {
      tool: { name: 'kafka-grader', version: plain(grade.grader.version) },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        start,
        stop: start + grade.durationMs,
        duration: grade.durationMs,
        extra: {
          score: grade.score,
          maxScore: grade.maxScore,
          final: grade.final,
          ...(grade.violations.length > 0 && { violations: sayViolations(grade) }),
        },
      },
      tests,
      environment: { reportName: nameOf(grade.submission.id), appName: nameOf(grade.exercise) },
    },
  };
  return [{ name: 'ctrf.json', text: jsonText(report) }];
}

/** No check takes time of its own: several are judged from one scenario. */
function testOf(check: ReportedCheck, exercise: string) {
  const standing = standingOf(check);
  const message = explain(check);
  return {
    testId: nameOf(check.id),
    name: nameOf(check.title),
    status: statuses[standing],
    rawStatus: standing,
    duration: 0,
    suite: [nameOf(exercise), nameOf(areaOf(check.id))],
    ...(message !== '' && { message }),
    extra: extraOf(check),
  };
}

function extraOf(check: ReportedCheck): object {
  switch (check.shown) {
    case 'whole': {
      const facts = factsOf(check).map(({ label, text }) => [label.toLowerCase().replace(' ', '-'), text]);
      return { points: check.points, maxPoints: check.maxPoints, ...Object.fromEntries(facts) };
    }
    case 'points':
      return { points: check.points, maxPoints: check.maxPoints };
    case 'title':
      return { maxPoints: check.maxPoints };
  }
}
