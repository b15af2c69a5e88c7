/** What two gradings disagree about, as text for people in a terminal. */
import { type Comparison, gainOf, type Total } from '../../grade/compare-grades.ts';
import type { GradingsComparison } from '../../grade/compare-gradings.ts';
import { changeLines } from './change-lines.ts';
import { wrap } from './columns.ts';
import { explanationsOf } from './explanations.ts';
import { harmless } from './harmless.ts';
import { type Look, readable } from './look.ts';

/** What the two gradings are called: the paths that were given. */
export interface Sides {
  before: string;
  after: string;
}

/** Lines, each ended. In a batch, submissions without a difference are only counted. */
export function renderDifference(
  comparison: GradingsComparison,
  of: 'one' | 'batch',
  sides: Sides,
  given: Look,
): string {
  const look = readable(given);
  const lines = of === 'one' ? oneLines(comparison, look) : batchLines(comparison, sides, look);
  return `${lines.join('\n')}\n`;
}

function oneLines({ submissions }: GradingsComparison, look: Look): string[] {
  return submissions.flatMap((each) => submissionLines(each, explanationsOf(each), look));
}

/** What explains every difference is said once. */
function batchLines(comparison: GradingsComparison, sides: Sides, look: Look): string[] {
  const { submissions, onlyBefore, onlyAfter } = comparison;
  const different = submissions.filter(({ same }) => !same);
  const told = different.map((each) => ({ each, explanations: explanationsOf(each) }));
  const common = (told[0]?.explanations ?? []).filter((one) =>
    told.every(({ explanations }) => explanations.includes(one)),
  );
  return [
    ...paragraph(0, headline(different.length, submissions.length), look).map((line) => look.paint.strong(line)),
    ...common.flatMap((one) => paragraph(2, one, look)),
    ...onlyIn(sides.before, onlyBefore, look),
    ...onlyIn(sides.after, onlyAfter, look),
    ...told.flatMap(({ each, explanations }) => [
      '',
      ...submissionLines(
        each,
        explanations.filter((one) => !common.includes(one)),
        look,
      ),
    ]),
  ];
}

function headline(different: number, compared: number): string {
  if (compared === 0) return 'No submission was graded in both.';
  const all = compared === 1 ? '1 submission' : `${compared} submissions`;
  return different === 0
    ? `No difference between the grades of ${all}.`
    : `The grades of ${different} of ${all} differ.`;
}

function onlyIn(side: string, ids: readonly string[], look: Look): string[] {
  if (ids.length === 0) return [];
  const names = ids.map((id) => harmless(id, look.charset)).join(', ');
  return indented(2, `Graded only in ${harmless(side, look.charset)}: ${names}`, look);
}

function submissionLines(comparison: Comparison, explanations: readonly string[], look: Look): string[] {
  const { submission, exercise, changes } = comparison;
  return [
    ...paragraph(0, `${submission} · ${exercise}`, look).map((line) => look.paint.strong(line)),
    ...paragraph(2, balance(comparison), look),
    ...explanations.flatMap((one) => paragraph(2, one, look)),
    ...changes.flatMap((change) => ['', ...changeLines(change, look)]),
  ];
}

function balance({ before, after, gained, lost, same, changes }: Comparison): string {
  if (same) return `${totalText(after)} points in both`;
  const points =
    before.final && after.final && before.maxScore === after.maxScore
      ? `${before.score} → ${totalText(after)} points`
      : `${totalText(before)} → ${totalText(after)} points`;
  const open = changes.filter((change) => gainOf(change) === null).length;
  return `${points}: ${gained} gained, ${lost} lost${open === 0 ? '' : `, ${open} open in one of them`}`;
}

function totalText({ score, maxScore, final }: Total): string {
  return `${score} of ${maxScore}${final ? '' : ' (not final)'}`;
}

function paragraph(indent: number, text: string, look: Look): string[] {
  return indented(indent, harmless(text, look.charset), look);
}

function indented(indent: number, harmlessText: string, { widthColumns }: Look): string[] {
  return wrap(harmlessText, widthColumns - indent).map((line) => ' '.repeat(indent) + line);
}
