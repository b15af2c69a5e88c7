import type { Journal } from '../evidence/journal.ts';
import type { Grade } from '../grade/grade.ts';
import { gradeFor, type Reader } from '../report/audience.ts';
import type { Report } from '../report/report.ts';
import type { Story } from '../report/story/story.ts';
import { pagesFor } from './pages.ts';

export interface Stored {
  grade: Grade;
  /** Null where there is none any more, or nobody wants the stories in it. */
  journal: Journal | null;
}

/** What was stored of a grading, as the reader may see it. */
export async function makeReport({ grade, journal }: Stored, reader: Reader): Promise<Report> {
  const reported = gradeFor(reader, grade);
  return {
    audience: reader.audience,
    grade: reported,
    stories: storiesOf(journal),
    pages: await pagesFor(reported),
  };
}

/** What was played, scenario by scenario. Nothing tells the stories yet. */
function storiesOf(_journal: Journal | null): readonly Story[] {
  return [];
}
