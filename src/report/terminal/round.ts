/** What a grading that follows another one has to say, for somebody who watches. */

import type { Grade } from '../../grade/grade.ts';
import { type CheckNews, type Course, newsSince } from '../../grade/news.ts';
import { faultOf } from '../fault.ts';
import { checkLines } from './check-lines.ts';
import { columnsOf, wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import { type Look, readable } from './look.ts';
import { bar } from './marks.ts';
import { withoutDoubleBlanks } from './without-double-blanks.ts';

const widestBar = 30;

export interface Round {
  /** Null for the first one. */
  before: Grade | null;
  now: Grade;
  /** From the change, or from the beginning, to the grade. */
  tookMs: number;
}

/** The score before and now, what was gained and lost since, and what does not pass still. Lines, each ended. */
export function renderRound({ before, now, tookMs }: Round, given: Look): string {
  const look = readable(given);
  const changes = newsSince(before, now.checks);
  const of = (...courses: Course[]) => changes.filter(({ course }) => courses.includes(course));
  const open = of('same', 'new').filter(({ check }) => check.status !== 'passed');
  const lines = [
    scoreLine({ before, now, tookMs }, look),
    ...notFinalLines(now, look),
    '',
    ...sectionLines('Gained', of('gained'), look),
    ...sectionLines('Lost', of('lost'), look),
    ...sectionLines('Changed', of('moved'), look),
    ...sectionLines(before === null ? 'To be mended' : 'Still to be mended', open, look),
  ];
  return `${withoutDoubleBlanks(lines).join('\n').trimEnd()}\n`;
}

function scoreLine({ before, now, tookMs }: Round, { charset, paint, widthColumns }: Look): string {
  const { score, maxScore } = now;
  const course = before === null || before.score === score ? `${score}` : `${before.score} → ${score}`;
  const points = harmless(`${course} of ${maxScore} points`, charset);
  const after = harmless(`after ${(tookMs / 1000).toFixed(1)} s`, charset);
  const barColumns = Math.min(widestBar, widthColumns - columnsOf(points) - columnsOf(after) - 6);
  const drawn = bar(score, maxScore, Math.max(barColumns, 0), { charset, paint, widthColumns });
  return `  ${paint.strong(points)}  ${drawn}  ${paint.faint(after)}`;
}

function notFinalLines({ final, checks }: Grade, { paint, widthColumns }: Look): string[] {
  if (final) return [];
  const open = checks.filter(({ status }) => status === 'inconclusive').length;
  const what = open === 1 ? '1 check' : `${open} checks`;
  const news = `Not final: through no fault of the submission, ${what} could not be decided. They are tried again after the next change.`;
  return wrap(news, widthColumns - 2).map((line) => `  ${paint.unsure(line)}`);
}

function sectionLines(title: string, changes: readonly CheckNews[], look: Look): string[] {
  if (changes.length === 0) return [];
  const firstWithFault = new Map<string, string>();
  const lines = [look.paint.strong(title)];
  for (const { check } of changes) {
    const fault = faultOf(check);
    lines.push(...checkLines(check, firstWithFault.get(fault) ?? null, look));
    if (check.status === 'failed' && !firstWithFault.has(fault)) firstWithFault.set(fault, check.id);
  }
  return [...lines, ''];
}
