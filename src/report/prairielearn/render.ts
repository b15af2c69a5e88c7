/** `prairielearn.json`, which an external grader puts to `/grade/results/results.json`. */
import { jsonText } from '../json-text.ts';
import type { Rendered } from '../rendered.ts';
import type { Report, ReportedCheck, ReportedGrade } from '../report.ts';
import { explain, nameOf, notFinal, nothingToShow, scoreOf } from '../words.ts';

/** PrairieLearn takes 1 MB; a UTF-16 unit takes at most three bytes. */
const limitCharacters = 1_000_000 / 3;

type Known = Exclude<ReportedCheck, { shown: 'title' }>;
type Detail = 'explained' | 'named';

export function renderPrairielearn({ grade }: Report): readonly Rendered[] {
  const explained = textOf(grade, 'explained');
  const text = explained.length <= limitCharacters ? explained : textOf(grade, 'named');
  return [{ name: 'prairielearn.json', text }];
}

function textOf(grade: ReportedGrade, detail: Detail): string {
  const known = grade.checks.filter((check) => check.shown !== 'title');
  return jsonText({ ...gradingOf(grade), tests: known.map((check) => testOf(check, grade, detail)) });
}

/** An ungradable submission costs no attempt and no points. */
function gradingOf(grade: ReportedGrade): object {
  const problem = grade.final ? nothingToShow : notFinal;
  if (!grade.final || grade.maxScore === 0) return { gradable: false, format_errors: [problem] };
  const withheld = grade.checks.filter((check) => check.shown === 'title').length;
  const others =
    withheld === 0 ? '' : `; ${withheld === 1 ? '1 more check is' : `${withheld} more checks are`} not shown`;
  return { gradable: true, score: grade.score / grade.maxScore, message: `${scoreOf(grade)}${others}.` };
}

/** Points stand on every test or on none: PrairieLearn shows them for all tests or for none. */
function testOf(check: Known, { final }: ReportedGrade, detail: Detail) {
  return {
    name: nameOf(check.title),
    description: nameOf(check.id),
    ...(final && { points: check.points, max_points: check.maxPoints }),
    ...(detail === 'explained' && { message: explain(check) }),
  };
}
