import { renderClass } from '../report/class/render.tsx';
import type { Rendered } from '../report/rendered.ts';
import { readClass } from './read-class.ts';
import { sha256Base64 } from './sha256-base64.ts';
import { writeReports } from './write-reports.ts';

/** `class.html` of what is stored of a class, for the instructor only. NO_SUCH_OUTPUT where it is of no batch. */
export async function classPageOf(out: string): Promise<Rendered> {
  return renderClass(await readClass(out), { sha256Base64 });
}

/** Writes it beside what it tells of. */
export async function writeClassPage(out: string): Promise<void> {
  await writeReports(out, [await classPageOf(out)]);
}
