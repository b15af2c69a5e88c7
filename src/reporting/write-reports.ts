import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { notWritable, writeWhole } from '../grading/output-folder.ts';
import { readJournal } from '../grading/read-journal.ts';
import type { Reader } from '../report/audience.ts';
import type { Format } from '../report/format-names.ts';
import { formats } from '../report/formats.ts';
import type { Rendered, Tools } from '../report/rendered.ts';
import { makeReport } from './make-report.ts';
import { readStored } from './read-stored.ts';

const tools: Tools = { sha256Base64: (text) => createHash('sha256').update(text).digest('base64') };

/** The files that these formats have for one grading, each as whoever it is for may see it. */
export async function renderStored(out: string, names: readonly Format[], reader: Reader): Promise<Rendered[]> {
  const chosen = names.map((name) => formats[name]);
  const grade = await readStored(out);
  const journal = chosen.some(({ needs }) => needs === 'stories') ? await journalOf(out) : null;
  const asked = await makeReport({ grade, journal }, reader);
  const instructors = await makeReport({ grade, journal }, { audience: 'instructor', due: reader.due });
  return chosen.flatMap(({ audience, render }) => render(audience === 'instructor' ? instructors : asked, tools));
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
async function journalOf(out: string) {
  try {
    return await readJournal(out);
  } catch (error) {
    if (error instanceof GraderError && error.code === 'NO_SUCH_OUTPUT') return null;
    throw error;
  }
}
