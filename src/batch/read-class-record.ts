import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../cache/exists.ts';
import { type ClassRecord, classRecord } from '../grade/class-record.ts';
import { parseStored } from '../grade/parse-stored.ts';
import { GraderError } from '../grader-error.ts';
import { submissionsFolder } from '../grading/output-folder.ts';
import { recordFile } from './write-class.ts';

/**
 * The record of the batch that an output folder is of; null where the batch was begun and did not end. NO_SUCH_OUTPUT where no
 * batch has written anything, GRADE_UNREADABLE with what is wrong.
 */
export async function readClassRecord(out: string): Promise<ClassRecord | null> {
  const file = join(out, recordFile);
  const text = await readIfThere(file);
  if (text === null) {
    if (await exists(join(out, submissionsFolder))) return null;
    const message = `No output of a batch at ${out}: it holds neither ${recordFile} nor ${submissionsFolder}/; name the folder that was given as --out.`;
    throw new GraderError('NO_SUCH_OUTPUT', message);
  }
  const record = parseStored(classRecord, text);
  if ('problem' in record) throw unreadable(file, record.problem);
  return record;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unreadable(file: string, problem: string, cause?: unknown): GraderError {
  return new GraderError('GRADE_UNREADABLE', `${file} can't be read as the record of a batch: ${problem}.`, { cause });
}
