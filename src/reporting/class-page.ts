import { renderClass } from '../report/class/render.tsx';
import type { StoredClass } from '../report/class/stored-class.ts';
import type { Rendered } from '../report/rendered.ts';
import { sha256Base64 } from './sha256-base64.ts';
import { writeReports } from './write-reports.ts';

/** `class.html` of what is stored of a class, for the instructor only. */
export function classPageOf(stored: StoredClass): Rendered {
  return renderClass(stored, { sha256Base64 });
}

/** Writes it beside what it tells of. */
export async function writeClassPage(out: string, stored: StoredClass): Promise<void> {
  await writeReports(out, [classPageOf(stored)]);
}
