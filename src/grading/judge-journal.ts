import { createHash } from 'node:crypto';
import { fileOf } from '../check/file-of.ts';
import { judge } from '../check/judge.ts';
import type { Verdict } from '../check/verdict.ts';
import type { History } from '../evidence/history.ts';
import type { JournalHeader } from '../evidence/journal.ts';
import { composeGrade } from '../grade/compose-grade.ts';
import type { Grade } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import type { Exercise } from './exercise.ts';

export interface JudgedJournal {
  exercise: Exercise;
  rubric: Rubric;
  header: JournalHeader;
  history: History;
  /** The last observation's `atMs`. */
  endedAtMs: number;
}

/** The grade of what was observed; the same observations and rubric always make the same one. */
export function judgeJournal(journal: JudgedJournal): Grade {
  return gradeOf(journal, judge(journal.exercise.checks, journal.history));
}

/** The grade that these verdicts make; it holds no check without one. */
export function gradeOf(journal: JudgedJournal, verdicts: ReadonlyMap<string, Verdict>): Grade {
  const { exercise, rubric, header, history } = journal;
  return composeGrade({
    header,
    history,
    verdicts,
    rubric,
    hiddenPoints: exercise.hiddenPoints ?? 'withheld',
    scenarios: new Map(exercise.checks.map((check) => [check.id, check.scenarios])),
    files: new Map(exercise.checks.map((check) => [check.id, fileOf(check, history)])),
    rubricSha256: rubricSha256(rubric),
    hints: exercise.hints,
    durationMs: Math.round(journal.endedAtMs),
  });
}

/** In hex; tells one rubric from another, also where only a part of it is asked for. */
export function rubricSha256(rubric: Rubric): string {
  return createHash('sha256').update(JSON.stringify(rubric)).digest('hex');
}
