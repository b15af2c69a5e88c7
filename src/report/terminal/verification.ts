/** Whether a folder earned a grade, as text for people in a terminal: the verdict first, in words that can be passed on. */
import type { Verification } from '../../grade/verify-grade.ts';
import { sayInconsistency } from '../say-inconsistency.ts';
import { otherWorkflows, sayWorkflow } from '../say-workflow.ts';
import { wrap } from './columns.ts';
import { renderDifference } from './difference.ts';
import { harmless } from './harmless.ts';
import { type Look, readable } from './look.ts';

/** Lines, each ended. */
export function renderVerification(verification: Verification, given: Look): string {
  const look = readable(given);
  const { comparison } = verification;
  const lines = [
    ...paragraph(verdictOf(verification), look).map((line) => colorOf(verification, look)(line)),
    ...notesOn(verification).flatMap((note) => paragraph(note, look)),
  ];
  const compared = { same: comparison.same, submissions: [comparison], onlyBefore: [], onlyAfter: [] };
  const difference = renderDifference(compared, 'one', { before: 'recorded', after: 'graded again' }, look);
  return `${lines.join('\n')}\n\n${difference}`;
}

function colorOf({ same, final }: Verification, { paint }: Look): (text: string) => string {
  if (!final) return paint.unsure;
  return same ? paint.good : paint.bad;
}

/** One sentence that says what became of it. */
function verdictOf(verification: Verification): string {
  const { same, notFinal, sameFiles, inconsistencies, comparison, recorded, regraded } = verification;
  const [first, second] = notFinal;
  if (first && second) return 'Neither the recorded grade nor the new one is final, so nothing is confirmed.';
  if (first === 'recorded') return 'The recorded grade is not final, so there is nothing to confirm yet.';
  if (first === 'regraded') {
    return 'The new grading is not final, through no fault of the submission, so nothing is confirmed; verify it again.';
  }
  const again = `${regraded.score} of ${regraded.maxScore} points`;
  if (same) return `The grade was earned by this folder: graded again, it gets the same ${again}, check by check.`;
  if (inconsistencies.length > 0) {
    return `The grade contradicts itself, as no grade does that kafka-grader wrote; graded again, the folder gets ${again}.`;
  }
  if (comparison.same) {
    return (
      'The points are the same, but the grade is of other files: its fingerprint is ' +
      `${recorded.submission.sha256.slice(0, 12)}, and that of this folder ${regraded.submission.sha256.slice(0, 12)}.`
    );
  }
  const whose = sameFiles
    ? 'The grade is not what this folder earns'
    : 'The grade is of other files, and not what this folder earns';
  return recorded.score === regraded.score && recorded.maxScore === regraded.maxScore
    ? `${whose}: the sum is the same ${again}, but not every check ends as recorded.`
    : `${whose}: it says ${recorded.score} of ${recorded.maxScore} points, and graded again the folder gets ${again}.`;
}

function notesOn(verification: Verification): string[] {
  const { same, inconsistencies, notHeld, rubricChecks, recorded, regraded, comparison } = verification;
  const isOtherRubric = comparison.causes.some(({ of }) => of === 'rubric');
  return [
    ...inconsistencies.map(sayInconsistency),
    ...(notHeld.length === 0
      ? []
      : [
          `It holds ${rubricChecks - notHeld.length} of the ${rubricChecks} checks of ${recorded.exercise}; the others were not asked.`,
        ]),
    ...[...new Set([...otherWorkflows(recorded), ...otherWorkflows(regraded)].map(sayWorkflow))],
    ...(isOtherRubric && !same
      ? ['It was made with another rubric than this one; where that was a file, name it with --rubric.']
      : []),
  ];
}

function paragraph(text: string, { widthColumns, charset }: Look): string[] {
  return wrap(harmless(text, charset), widthColumns);
}
