import type { CheckResult, Grade } from '../../grade/grade.ts';
import { plain } from '../plain.ts';
import { otherWorkflows } from '../say-workflow.ts';
import type { CheckSummary, GradeSummary } from './stored-class.ts';

/** What a class's report needs of a grade. */
export function summarize(grade: Grade): GradeSummary {
  const { score, maxScore, final, durationMs, checks } = grade;
  return {
    score,
    maxScore,
    final,
    durationMs,
    checks: checks.map(summarizeCheck),
    workflows: [...otherWorkflows(grade)],
  };
}

function summarizeCheck({ id, status, points, maxPoints, mistake, blockedBy, reason }: CheckResult): CheckSummary {
  const wording = status === 'failed' && mistake === null ? wordingOf(reason) : null;
  return { id, status, points, maxPoints, mistake, blockedBy, wording };
}

/** Names, numbers and places have a digit in them; words have none. */
const particular = /\S*\d\S*/g;
const mostCharacters = 160;

/** `The order … was printed with another amount.`, of one order or another: reasons that say the same are told as one. */
export function wordingOf(reason: string): string {
  const wording = plain(reason)
    .replace(particular, '…')
    .replace(/…(?:[\s,]*…)+/g, '…');
  return wording.length > mostCharacters ? `${[...wording].slice(0, mostCharacters).join('')}…` : wording;
}
