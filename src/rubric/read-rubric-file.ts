import { readFile } from 'node:fs/promises';
import { applyChanges, type Rubric } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';
import { parseRubricFile } from './parse-rubric-file.ts';

/** The rubric with what the file changes. RUBRIC_INVALID with the place in the file that is to be mended. */
export async function readRubricFile(file: string, rubric: Rubric): Promise<Rubric> {
  const parsed = parseRubricFile(
    await readText(file),
    rubric.map(({ id }) => id),
  );
  if ('problem' in parsed) {
    const { line, column, problem } = parsed;
    throw new GraderError('RUBRIC_INVALID', `${file}:${line}:${column}: ${problem}.`);
  }
  const changed = applyChanges(rubric, parsed.changes);
  if (changed.length > 0) return changed;
  throw new GraderError('RUBRIC_INVALID', `${file}: it drops every check; at least one must stay.`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GraderError('RUBRIC_INVALID', `The rubric file can't be read: ${why}; name a YAML or JSON file.`, {
      cause,
    });
  }
}
