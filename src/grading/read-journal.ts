import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Journal, parseJournal } from '../evidence/journal.ts';
import { GraderError } from '../grader-error.ts';
import { journalFile } from './output-folder.ts';

/** The journal of an output folder. NO_SUCH_OUTPUT where it has none, JOURNAL_UNREADABLE with the line that is wrong. */
export async function readJournal(out: string): Promise<Journal> {
  const path = join(out, journalFile);
  const journal = parseJournal(await readText(out, path));
  if ('problem' in journal) {
    const reason = journal.problem.replace(/\s+/g, ' ');
    throw new GraderError('JOURNAL_UNREADABLE', `${path} can't be read: line ${journal.line}: ${reason}.`);
  }
  return journal;
}

async function readText(out: string, path: string): Promise<string> {
  try {
    // Decoded at once: readFile would do it in pieces, which takes as long as reading.
    return (await readFile(path)).toString('utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const message = `No output of a grading at ${out}: it holds no ${journalFile}; name the folder that was given as --out.`;
      throw new GraderError('NO_SUCH_OUTPUT', message, { cause });
    }
    throw new GraderError('JOURNAL_UNREADABLE', `${path} can't be read: ${reasonOf(cause)}.`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
