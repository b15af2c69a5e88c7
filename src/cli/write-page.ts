import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pageFile } from '../report/page-file.ts';
import type { Stored } from '../reporting/make-report.ts';

/** Writes `report.html` beside a grade, as the student may see it. */
export async function writePage(out: string, stored: Stored): Promise<void> {
  // Only now: what the page is made with takes its time to load.
  const { writeStudentPage } = await import('../reporting/student-page.ts');
  await writeStudentPage(out, stored);
}

/** A page that was made of another grade must not stand beside a new one. */
export function hasPage(out: string): boolean {
  return existsSync(join(out, pageFile));
}
