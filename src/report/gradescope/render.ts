/** `gradescope.json`, which an autograder puts to `/autograder/results/results.json`. */
import type { Visibility } from '../../grade/rubric.ts';
import { asEachIsSeen } from '../audience.ts';
import { jsonText } from '../json-text.ts';
import { plain } from '../plain.ts';
import type { Rendered } from '../rendered.ts';
import type { Report, WholeCheck } from '../report.ts';
import { sayViolations } from '../say-violation.ts';
import { explain, nameOf, notFinal } from '../words.ts';

const visibilities = {
  visible: 'visible',
  hidden: 'hidden',
  'after-due': 'after_due_date',
} as const satisfies Record<Visibility, string>;

/** From an instructor's report: Gradescope itself hides from students what each test's `visibility` keeps from them. */
export function renderGradescope({ grade }: Report): readonly Rendered[] {
  const results = {
    score: grade.score,
    execution_time: Math.round(grade.durationMs / 1000),
    output: [...(grade.final ? [] : [notFinal]), ...sayViolations(grade)].join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    stdout_visibility: 'hidden',
    extra_data: { final: grade.final, graderVersion: plain(grade.grader.version) },
    tests: asEachIsSeen(grade.checks).map(testOf),
  };
  return [{ name: 'gradescope.json', text: jsonText(results) }];
}

function testOf(check: WholeCheck) {
  return {
    name: nameOf(`${check.title} (${check.id})`),
    ...resultOf(check),
    output: explain(check),
    visibility: visibilities[check.visibility],
  };
}

/** A test has a score and passed or failed, or it has neither: that is all there is to say that nothing was decided. */
function resultOf({ status, points, maxPoints }: WholeCheck): object {
  switch (status) {
    case 'passed':
      return { score: points, max_score: maxPoints, status: 'passed' };
    case 'failed':
    case 'skipped':
      return { score: points, max_score: maxPoints, status: 'failed' };
    case 'inconclusive':
      return {};
  }
}
