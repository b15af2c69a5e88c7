import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../evidence/journal.ts';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { notWritable, writeWhole } from '../grading/output-folder.ts';
import { readGradeOf } from '../grading/read-grade.ts';
import { readJournal } from '../grading/read-journal.ts';
import { gradeFor, type Reader } from '../report/audience.ts';
import { type Classroom50Run, noClassroom50Run } from '../report/classroom50/run.ts';
import type { Format } from '../report/format-names.ts';
import { formats } from '../report/formats.ts';
import type { Rendered, Tools } from '../report/rendered.ts';
import { makeReport, type Stored } from './make-report.ts';
import { sha256Base64 } from './sha256-base64.ts';

const tools: Omit<Tools, 'classroom50'> = {
  sha256Base64,
  base64: (text) => Buffer.from(text).toString('base64'),
};

export interface Rendering {
  formats: readonly Format[];
  reader: Reader;
  /** Where the grading is one of Classroom 50. */
  classroom50?: Classroom50Run;
  /** The exercise that a journal names; null where it is not to be had: then nothing is known of what was printed. */
  exerciseOf(id: string): Promise<Exercise | null>;
}

export interface RenderedStored {
  files: Rendered[];
  /** A sentence for each format that this grade can't be written in. */
  refusals: string[];
}

/** What these formats have for the grading of an output folder, each as whoever it is for may see it. */
export async function renderStored(out: string, rendering: Rendering): Promise<RenderedStored> {
  const isTold = rendering.formats.some((name) => formats[name].needs === 'stories');
  const grade = await readGradeOf(out);
  const journal = isTold ? await journalOf(out) : null;
  const exercise = journal && (await rendering.exerciseOf(journal.header.exercise));
  const reported = gradeFor(rendering.reader, grade);
  return {
    files: await render({ grade, journal, recordIdsIn: exercise?.recordIdsIn ?? (() => []) }, rendering),
    refusals: rendering.formats.flatMap((name) => formats[name].refuses?.(reported) ?? []),
  };
}

/** The same of a grading that is at hand. */
export async function render(
  stored: Stored,
  { formats: names, reader, classroom50 = noClassroom50Run }: Omit<Rendering, 'exerciseOf'>,
): Promise<Rendered[]> {
  const asked = await makeReport(stored, reader);
  const instructors = names.some((name) => formats[name].audience === 'instructor')
    ? await makeReport(stored, { ...reader, audience: 'instructor' })
    : asked;
  return names.flatMap((name) =>
    formats[name].render(formats[name].audience === 'instructor' ? instructors : asked, { ...tools, classroom50 }),
  );
}

/** Each file whole or not at all. */
export async function writeReports(folder: string, files: readonly Rendered[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw notWritable(folder, cause);
  }
  for (const { name, text } of files) await writeWhole(join(folder, name), text);
}

/** A report needs no journal: without it there are no stories. */
async function journalOf(out: string): Promise<Journal | null> {
  try {
    return await readJournal(out);
  } catch (error) {
    if (error instanceof GraderError && error.code === 'NO_SUCH_OUTPUT') return null;
    throw error;
  }
}
