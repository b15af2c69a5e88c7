import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClassRecord, parseClassRecord } from '../grade/class-record.ts';
import { GraderError } from '../grader-error.ts';
import { recordFile } from './output-folder.ts';

/** What stands in `batch.json` of a batch's output folder; null where there is none. GRADE_UNREADABLE where it is no record. */
export async function readClassRecord(out: string): Promise<ClassRecord | null> {
  const path = join(out, recordFile);
  const text = await readText(path);
  if (text === null) return null;
  const record = parseClassRecord(text);
  if ('problem' in record) {
    throw new GraderError('GRADE_UNREADABLE', `${path} can't be read as what a batch writes: ${record.problem}.`);
  }
  return record;
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GraderError('GRADE_UNREADABLE', `${path} can't be read: ${why}.`, { cause });
  }
}
