import { historyOf } from '../evidence/history.ts';
import { gradeFile, journalFile } from '../grading/output-folder.ts';
import { pageFile } from '../report/page-file.ts';
import { storiesOf } from '../report/story/stories.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import type { Stored } from '../reporting/make-report.ts';
import type { Surroundings } from './surroundings.ts';
import { lookOf } from './terminal-look.ts';
import { hasPage } from './write-page.ts';

/** Prints the grade, for people or (`json`) for programs, and says last where it is kept. */
export function showGrade(
  { grade, journal, recordIdsIn }: Stored,
  { out, json }: { out: string; json: boolean },
  { stdout, stderr, env }: Surroundings,
): void {
  if (json) {
    stdout.write(`${JSON.stringify(grade, null, 2)}\n`);
  } else {
    const stories = storiesOf(historyOf(journal?.observations ?? []), recordIdsIn);
    stdout.write(`\n${renderTerminal(grade, stories, lookOf(stdout, env))}\n`);
  }
  const people = json ? stderr : stdout;
  const files = [gradeFile, journalFile, ...(hasPage(out) ? [pageFile] : [])];
  people.write(`${files.slice(0, -1).join(', ')} and ${files.at(-1)} are in ${out}\n`);
}
