import type { Stored } from './make-report.ts';
import { render, writeReports } from './write-reports.ts';

/** Writes `report.html` beside a grade, as the student may see it. */
export async function writeStudentPage(out: string, stored: Stored): Promise<void> {
  const files = await render(stored, { formats: ['html'], reader: { audience: 'student', due: 'before' } });
  await writeReports(out, files);
}
