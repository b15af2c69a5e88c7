import { readFile } from 'node:fs/promises';
import type { LatePolicy } from '../grade/late-points.ts';
import { GraderError } from '../grader-error.ts';
import { parseLatePolicy } from './parse-late-policy.ts';

/** LATE_POLICY_INVALID with the place in the file that is to be mended. */
export async function readLatePolicy(file: string): Promise<LatePolicy> {
  const parsed = parseLatePolicy(await readText(file));
  if ('policy' in parsed) return parsed.policy;
  const { line, column, problem } = parsed;
  throw new GraderError('LATE_POLICY_INVALID', `${file}:${line}:${column}: ${problem}.`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The late policy can't be read: ${why}; name a YAML or JSON file.`;
    throw new GraderError('LATE_POLICY_INVALID', message, { cause });
  }
}
