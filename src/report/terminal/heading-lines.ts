import type { CheckResult, Grade } from '../../grade/grade.ts';
import { columnsOf, wrap } from './columns.ts';
import { harmless } from './harmless.ts';
import type { Look } from './look.ts';
import { bar } from './marks.ts';

const widestBar = 40;

/** Whose grade it is, how much of it was reached, and, where it is not final, what to do. */
export function headingLines(grade: Grade, look: Look): string[] {
  const { submission, exercise, score, maxScore, final } = grade;
  const { paint, charset, widthColumns } = look;
  const percent = maxScore === 0 ? 0 : Math.floor((100 * score) / maxScore);
  const before = `${score} of ${maxScore} points`;
  const after = `${percent} %`;
  const barColumns = Math.min(widestBar, widthColumns - columnsOf(before) - columnsOf(after) - 6);
  const title = wrap(harmless(`${submission.id} · ${exercise}`, charset), widthColumns);
  return [
    ...title.map((line) => paint.strong(line)),
    '',
    ...(final ? [] : [...notFinalLines(grade, look), '']),
    `  ${paint.strong(before)}  ${bar(score, maxScore, barColumns, look)}  ${after}`,
    ...wrap(tally(grade.checks), widthColumns - 2).map((line) => `  ${paint.faint(line)}`),
  ];
}

function notFinalLines({ checks, score }: Grade, { paint, widthColumns }: Look): string[] {
  const open = checks.filter(({ status }) => status === 'inconclusive');
  const openPoints = open.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const what = open.length === 1 ? '1 check' : `${open.length} checks`;
  const news =
    `This grade is not final. Through no fault of the submission, ${what} could not be decided; ` +
    `the score may still rise from ${score} to ${score + openPoints}.`;
  const advice =
    'Grade it again. If that does not help, `kafka-grader doctor` shows what this machine lacks. ' +
    'Then show grade.json and observations.jsonl to your instructor, and to nobody else: they hold what the programs printed.';
  return [
    ...wrap(news, widthColumns - 2).map((line) => `  ${paint.unsure(line)}`),
    ...wrap(advice, widthColumns - 2).map((line) => `  ${line}`),
  ];
}

function tally(checks: readonly CheckResult[]): string {
  const count = (status: CheckResult['status']) => checks.filter((check) => check.status === status).length;
  const others = [
    { count: count('failed'), what: 'failed' },
    { count: count('skipped'), what: 'skipped' },
    { count: count('inconclusive'), what: 'undecided' },
  ].filter((each) => each.count > 0);
  const passed = `${count('passed')} of ${checks.length} checks passed`;
  return [passed, ...others.map((each) => `${each.count} ${each.what}`)].join(', ');
}
