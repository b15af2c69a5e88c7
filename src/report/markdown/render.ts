/** `report.md`, for the summary of a workflow, a pull request or a merge request. */
import { faultOf } from '../fault.ts';
import type { Rendered } from '../rendered.ts';
import type { Report, ReportedCheck, ReportedGrade, WholeCheck } from '../report.ts';
import { factsOf, notFinal, notTheSubmissionsFault, resultNotShown, scoreOf, standingOf } from '../words.ts';
import { code, prose } from './markup.ts';

const marks = { passed: '✔', failed: '✘', skipped: '–', inconclusive: '?', withheld: '·' } as const;

/** What a comment on GitHub may have. */
const limitCharacters = 65_536;

type Detail = 'explained' | 'named';

export function renderMarkdown({ grade }: Report): readonly Rendered[] {
  const explained = textOf(grade, 'explained');
  const text = explained.length <= limitCharacters ? explained : textOf(grade, 'named');
  return [{ name: 'report.md', text }];
}

function textOf(grade: ReportedGrade, detail: Detail): string {
  const told = grade.checks.filter((check) => check.shown === 'whole');
  const lost = told.filter(({ status }) => status === 'failed' || status === 'skipped');
  const open = told.filter(({ status }) => status === 'inconclusive');
  const rest = grade.checks.filter((check) => check.shown !== 'whole' || check.status === 'passed');
  const blocks = [
    `## ${code(grade.submission.id)}: ${scoreOf(grade)}`,
    ...(grade.final ? [] : [`> **${notFinal}**`]),
    ...section('Lost points', lostItems(lost, detail)),
    ...section(
      'Not decided',
      open.map((check) => openItem(check, detail)),
    ),
    ...folded(rest, grade.checks.length),
    `Exercise ${code(grade.exercise)}, graded by kafka-grader ${code(grade.grader.version)}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`### ${title}`, items.join('\n')];
}

function lostItems(checks: readonly WholeCheck[], detail: Detail): string[] {
  if (detail === 'named') return checks.map((check) => item(headOf(check), []));
  const firstWithFault = new Map<string, string>();
  return checks.map((check) => {
    const fault = faultOf(check);
    const same = firstWithFault.get(fault);
    if (same !== undefined) return item(headOf(check), [`For the same reason as ${code(same)}.`]);
    if (check.status === 'failed') firstWithFault.set(fault, check.id);
    return item(headOf(check), [`Reason: ${prose(check.reason)}`, ...factsOf(check).map(factLine)]);
  });
}

function openItem(check: WholeCheck, detail: Detail): string {
  const reason = detail === 'named' ? '' : prose(check.reason);
  return item(headOf(check), [`${notTheSubmissionsFault} ${reason}`.trimEnd()]);
}

function factLine({ label, text }: { label: string; text: string }): string {
  return `${label}: ${label === 'Hint' ? prose(text) : code(text)}`;
}

function folded(checks: readonly ReportedCheck[], all: number): string[] {
  if (checks.length === 0) return [];
  const passed = checks.filter((check) => standingOf(check) === 'passed').length;
  const withheld = checks.length - passed;
  const summary = `${passed} of ${all} checks passed${withheld === 0 ? '' : `, ${withheld} not shown`}`;
  const items = checks.map((check) => item(headOf(check), check.shown === 'whole' ? [] : [resultNotShown]));
  return [`<details>\n<summary>${summary}</summary>`, items.join('\n'), '</details>'];
}

function item(head: string, lines: readonly string[]): string {
  return [`- ${head}`, ...lines.map((line) => `  - ${line}`)].join('\n');
}

function headOf(check: ReportedCheck): string {
  const title = prose(check.title);
  return [marks[standingOf(check)], ...(title === '' ? [] : [`**${title}**`]), earned(check), code(check.id)].join(' ');
}

function earned(check: ReportedCheck): string {
  const points = check.shown === 'title' ? null : check.points;
  return `${points ?? '?'}/${check.maxPoints}`;
}
