/** A grade as text for people in a terminal. */
import type { CheckResult, Grade } from '../../grade/grade.ts';
import { areaOf } from '../../grade/rubric.ts';
import { faultOf } from '../fault.ts';
import { refusedNotice, sayViolations } from '../say-violation.ts';
import { listChangedWorkflows } from '../say-workflow.ts';
import type { Story } from '../story/story.ts';
import { checkLines } from './check-lines.ts';
import { wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import { headingLines } from './heading-lines.ts';
import { type Look, readable } from './look.ts';
import { timelineLines } from './timeline/timeline-lines.ts';
import { withoutDoubleBlanks } from './without-double-blanks.ts';

/**
 * Lines, each ended: the grade, and the one of its stories that a terminal has room for. Nothing that a submission wrote can
 * steer the terminal through it.
 */
export function renderTerminal(grade: Grade, stories: readonly Story[], given: Look): string {
  const look = readable(given);
  const lines = [
    ...headingLines(grade, look),
    ...areasLines(grade.checks, look),
    '',
    ...violationLines(grade, look),
    '',
    ...timelineLines(stories, look),
    '',
    ...footLines(grade, look),
  ];
  return `${withoutDoubleBlanks(lines).join('\n')}\n`;
}

function violationLines(grade: Grade, { widthColumns, charset, paint }: Look): string[] {
  const violations = sayViolations(grade);
  if (violations.length === 0) return [];
  return [
    ...wrap(refusedNotice, widthColumns).map((line) => paint.strong(line)),
    ...violations.flatMap((each) => wrap(harmless(each, charset), widthColumns - 2)).map((line) => `  ${line}`),
  ];
}

function areasLines(checks: readonly CheckResult[], look: Look): string[] {
  const lines: string[] = [];
  const firstWithFault = new Map<string, string>();
  let area: string | null = null;
  for (const check of checks) {
    const of = areaOf(check.id);
    if (of !== area) lines.push('', areaLine(of, checks, look));
    area = of;
    const fault = faultOf(check);
    lines.push(...checkLines(check, firstWithFault.get(fault) ?? null, look));
    if (check.status === 'failed' && !firstWithFault.has(fault)) firstWithFault.set(fault, check.id);
  }
  return lines;
}

function areaLine(area: string, checks: readonly CheckResult[], { charset, paint }: Look): string {
  const inArea = checks.filter(({ id }) => areaOf(id) === area);
  const points = inArea.reduce((sum, check) => sum + (check.points ?? 0), 0);
  const maxPoints = inArea.reduce((sum, check) => sum + check.maxPoints, 0);
  return `${paint.strong(harmless(area, charset))} ${paint.faint(`${points}/${maxPoints}`)}`;
}

function footLines(grade: Grade, { widthColumns, charset, paint }: Look): string[] {
  const { broker, durationMs, grader } = grade;
  const workflows = listChangedWorkflows(grade);
  const seconds = (durationMs / 1000).toFixed(1);
  const text = `Kafka ${broker.version} (${broker.kind}), ${seconds} s, seed ${grader.seed}, kafka-grader ${grader.version}`;
  return [text, ...(workflows === null ? [] : [`Workflow files: ${workflows}`])]
    .flatMap((each) => wrap(harmless(each, charset), widthColumns))
    .map((line) => paint.faint(line));
}
