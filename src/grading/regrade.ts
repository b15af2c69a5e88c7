import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { historyOf } from '../evidence/history.ts';
import type { Journal, JournalHeader } from '../evidence/journal.ts';
import type { Grade } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from './exercise.ts';
import { judgeJournal } from './judge-journal.ts';
import { journalFile, keepPreviousGrade, notWritable, writeGrade } from './output-folder.ts';

export interface Regrading {
  exercise: Exercise;
  rubric: Rubric;
  journal: Journal;
  /** The output folder that the journal is of. */
  from: string;
  /** The same folder, which then keeps its last grade as `grade.previous.json`, or another, which gets the journal too. */
  to: string;
}

/** Judges stored observations again, without a broker. The grade holds no check that the grading was not asked for. */
export async function regrade({ exercise, rubric, journal, from, to }: Regrading): Promise<Grade> {
  const { header, observations } = journal;
  const grade = judgeJournal({
    exercise,
    rubric: observedPart(rubric, header),
    header,
    history: historyOf(observations),
    endedAtMs: observations.at(-1)?.atMs ?? 0,
  });
  if (to === from) await keepPreviousGrade(from);
  else await copyJournal(from, to);
  await writeGrade(to, grade);
  return grade;
}

/** The checks that the grading was asked for; UNKNOWN_CHECK where it was for none of them. */
export function observedPart(rubric: Rubric, { only }: JournalHeader): Rubric {
  if (only === null) return rubric;
  const part = rubric.filter(({ id }) => only.includes(id));
  if (part.length > 0) return part;
  throw new GraderError('UNKNOWN_CHECK', `None of these checks was observed; this grading holds ${only.join(', ')}.`);
}

async function copyJournal(from: string, to: string): Promise<void> {
  try {
    await mkdir(to, { recursive: true });
    await copyFile(join(from, journalFile), join(to, journalFile));
  } catch (cause) {
    throw notWritable(to, cause);
  }
}
