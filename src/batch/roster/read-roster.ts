import { readFile } from 'node:fs/promises';
import { GraderError } from '../../grader-error.ts';
import { plain } from '../../report/plain.ts';
import { parseRoster } from './parse-roster.ts';
import type { Roster } from './roster.ts';

/** ROSTER_INVALID with the line of the file that is to be mended. */
export async function readRoster(file: string): Promise<Roster> {
  const parsed = parseRoster(await readText(file));
  if ('roster' in parsed) return parsed.roster;
  throw new GraderError('ROSTER_INVALID', `${file}:${parsed.line}: ${plain(parsed.problem)}.`);
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const why = cause instanceof TypeError ? `${file} is not in UTF-8` : said;
    throw new GraderError('ROSTER_INVALID', `The roster can't be read: ${why}; name a CSV file in UTF-8.`, { cause });
  }
}
