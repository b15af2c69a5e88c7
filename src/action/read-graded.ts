import { info } from '@actions/core';
import { historyOf } from '../evidence/history.ts';
import { readGradeOf } from '../grading/read-grade.ts';
import { readJournal } from '../grading/read-journal.ts';
import { gradeFor, type Reader } from '../report/audience.ts';
import type { Summarized } from '../report/github/summary.ts';
import { plain } from '../report/plain.ts';
import type { ReportedGrade } from '../report/report.ts';
import { storiesFor, storiesOf } from '../report/story/stories.ts';
import { pageUrls } from './page-urls.ts';

/** Whoever may see the workflow sees all of this. */
const student: Reader = { audience: 'student', due: 'before' };

/** A grading as students may see it. NO_SUCH_OUTPUT or GRADE_UNREADABLE where there is none. */
export async function readGraded(output: string): Promise<Summarized> {
  const grade = gradeFor(student, await readGradeOf(output));
  const urls = await pageUrls(grade);
  return { grade, stories: await readStories(output, grade), urlOf: (path) => urls.get(path) ?? null };
}

/** Who owned what needs no exercise, unlike which records were printed; without the journal there is no picture. */
async function readStories(output: string, { checks }: ReportedGrade): Promise<Summarized['stories']> {
  try {
    const { observations } = await readJournal(output);
    return storiesFor(
      checks,
      storiesOf(historyOf(observations), () => []),
    );
  } catch (error) {
    info(`There is no timeline: ${plain(error instanceof Error ? error.message : String(error))}`);
    return [];
  }
}
