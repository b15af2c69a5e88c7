import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../evidence/journal.ts';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { notWritable, writeWhole } from '../grading/output-folder.ts';
import { readGradeOf } from '../grading/read-grade.ts';
import { readJournal } from '../grading/read-journal.ts';
import type { Reader } from '../report/audience.ts';
import type { Format } from '../report/format-names.ts';
import { formats } from '../report/formats.ts';
import type { Rendered, Tools } from '../report/rendered.ts';
import { makeReport, type Stored } from './make-report.ts';

const tools: Tools = { sha256Base64: (text) => createHash('sha256').update(text).digest('base64') };

export interface Rendering {
  formats: readonly Format[];
  reader: Reader;
  /** The exercise that a journal names; null where it is not to be had: then nothing is known of what was printed. */
  exerciseOf(id: string): Promise<Exercise | null>;
}

/** The files that these formats have for the grading of an output folder, each as whoever it is for may see it. */
export async function renderStored(out: string, rendering: Rendering): Promise<Rendered[]> {
  const isTold = rendering.formats.some((name) => formats[name].needs === 'stories');
  const grade = await readGradeOf(out);
  const journal = isTold ? await journalOf(out) : null;
  const exercise = journal && (await rendering.exerciseOf(journal.header.exercise));
  return render({ grade, journal, recordIdsIn: exercise?.recordIdsIn ?? (() => []) }, rendering);
}

/** The same of a grading that is at hand. */
export async function render(
  stored: Stored,
  { formats: names, reader }: Omit<Rendering, 'exerciseOf'>,
): Promise<Rendered[]> {
  const asked = await makeReport(stored, reader);
  const instructors = names.some((name) => formats[name].audience === 'instructor')
    ? await makeReport(stored, { ...reader, audience: 'instructor' })
    : asked;
  return names.flatMap((name) =>
    formats[name].render(formats[name].audience === 'instructor' ? instructors : asked, tools),
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
