import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Grade, grade as gradeSchema } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import { gradeFile } from '../grading/output-folder.ts';

/**
 * The grade of an output folder; fields that came to be later get their defaults. NO_SUCH_OUTPUT where there is none,
 * GRADE_UNREADABLE with what is wrong in it.
 */
export async function readStored(out: string): Promise<Grade> {
  const path = join(out, gradeFile);
  const parsed = gradeSchema.safeParse(parseJson(path, await readText(out, path)));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first?.path.length ? `${first.path.join('.')}: ` : '';
  throw unreadable(path, `${where}${first?.message}`);
}

async function readText(out: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const message = `No output of a grading at ${out}: it holds no ${gradeFile}; name the folder that was given as --out.`;
      throw new GraderError('NO_SUCH_OUTPUT', message, { cause });
    }
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, 'not JSON', cause);
  }
}

function unreadable(path: string, why: string, cause?: unknown): GraderError {
  const reason = why.replace(/\s+/g, ' ').replace(/\.$/, '');
  return new GraderError('GRADE_UNREADABLE', `${path} can't be read: ${reason}.`, { cause });
}
