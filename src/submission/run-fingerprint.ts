import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { ReadyProgram } from './build-programs.ts';
import { isEditorLitter } from './editor-litter.ts';
import { pathsOf } from './find-file.ts';
import { fingerprint } from './fingerprint.ts';
import type { Submission, SubmissionFile, SubmissionShape } from './submission.ts';

/** Of everything in the folder that can make a grading come out differently: its files, and what of it can't be read. */
export function stateFingerprint({ files, faults }: Pick<Submission, 'files' | 'faults'>): string {
  const told = faults.filter((fault) => !('path' in fault && isEditorLitter(fault.path)));
  return joined([fingerprint(files.filter(({ path }) => !isEditorLitter(path))), JSON.stringify(told)]);
}

/**
 * Of everything that can make this program run differently.
 *
 * Sound: it runs in a copy of the folder and may read any file there, so each one counts unless it is known not to matter:
 * what the grader asks for as a program and this one is not made of (it was bundled from it, or it is in another language), a
 * text that the program's own code does not name, and what editors leave.
 */
export function runFingerprint(
  { file, build }: ReadyProgram,
  submission: Pick<Submission, 'files'>,
  shape: SubmissionShape,
): string {
  const { start } = build;
  const extension = extname(file);
  const isBundled = build.files.some(({ path }) => path === start.file);
  const sources = new Set(
    shape.languages
      .filter((language) => isBundled || language.extension !== extension)
      .flatMap((language) => shape.programs.flatMap((role) => pathsOf(`${role}${language.extension}`))),
  );
  const code = isBundled ? build.files : submission.files.filter(({ path }) => extname(path) === extension);
  const texts = new Set(shape.texts.filter((name) => !names(code, name)).flatMap(pathsOf));
  const read = submission.files.filter(({ path }) => !sources.has(path) && !texts.has(path) && !isEditorLitter(path));
  return joined([JSON.stringify(start), fingerprint(build.files), fingerprint(read)]);
}

function names(code: readonly SubmissionFile[], text: string): boolean {
  return code.some(({ contents }) => contents.includes(text));
}

function joined(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
