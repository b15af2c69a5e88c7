import type { Grade } from '../grade/grade.ts';
import { gradeFile, journalFile } from '../grading/output-folder.ts';
import { pageFile } from '../report/page-file.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import type { Surroundings } from './surroundings.ts';
import { lookOf } from './terminal-look.ts';
import { hasPage } from './write-page.ts';

/** Prints the grade, for people or (`json`) for programs, and says last where it is kept. */
export function showGrade(
  grade: Grade,
  { out, json }: { out: string; json: boolean },
  surroundings: Surroundings,
): void {
  const { stdout, stderr, env } = surroundings;
  stdout.write(json ? `${JSON.stringify(grade, null, 2)}\n` : `\n${renderTerminal(grade, lookOf(stdout, env))}\n`);
  const people = json ? stderr : stdout;
  const files = [gradeFile, journalFile, ...(hasPage(out) ? [pageFile] : [])];
  people.write(`${files.slice(0, -1).join(', ')} and ${files.at(-1)} are in ${out}\n`);
}
