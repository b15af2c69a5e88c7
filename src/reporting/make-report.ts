import { historyOf } from '../evidence/history.ts';
import type { Observation } from '../evidence/observation.ts';
import type { Grade } from '../grade/grade.ts';
import { gradeFor, type Reader } from '../report/audience.ts';
import type { Report } from '../report/report.ts';
import { storiesFor, storiesOf } from '../report/story/stories.ts';
import { witnessesOf } from '../report/story/witnesses.ts';
import { pagesFor } from './pages.ts';

export interface Stored {
  grade: Grade;
  /** Null where there is none any more, or nobody wants the stories in it. */
  journal: { observations: readonly Observation[] } | null;
  /** The records that a text tells of, as the exercise recognises them. */
  recordIdsIn(text: string): readonly string[];
}

/** What was stored of a grading, as the reader may see it. */
export async function makeReport({ grade, journal, recordIdsIn }: Stored, reader: Reader): Promise<Report> {
  const reported = gradeFor(reader, grade);
  const observations = journal?.observations ?? [];
  const stories = storiesFor(reported.checks, storiesOf(historyOf(observations), recordIdsIn));
  return {
    audience: reader.audience,
    grade: reported,
    stories,
    witnesses: witnessesOf(reported.checks, observations, stories),
    pages: await pagesFor(reported),
  };
}
