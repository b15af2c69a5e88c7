import { join } from 'node:path';
import { exists } from '../exists.ts';
import type { ClassRecord } from '../grade/class-record.ts';
import { GraderError } from '../grader-error.ts';
import { recordFile, submissionsFolder } from '../grading/output-folder.ts';
import { readClassRecord } from '../grading/read-class-record.ts';

/**
 * The record of the batch that an output folder is of; null where the batch was begun and did not end. NO_SUCH_OUTPUT where no
 * batch has written anything, GRADE_UNREADABLE with what is wrong.
 */
export async function readBatchRecord(out: string): Promise<ClassRecord | null> {
  const record = await readClassRecord(out);
  if (record || (await exists(join(out, submissionsFolder)))) return record;
  const message = `No output of a batch at ${out}: it holds neither ${recordFile} nor ${submissionsFolder}/; name the folder that was given as --out.`;
  throw new GraderError('NO_SUCH_OUTPUT', message);
}
