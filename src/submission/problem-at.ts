import type { BuildProblem, SourceLocation } from './language.ts';

/** `clause` says what is wrong there. */
export function problemAt(location: SourceLocation, clause: string): BuildProblem {
  const { file, line, column } = location;
  return { reason: `In ${file}, line ${line}, column ${column}: ${clause}.`, location };
}

/** The clause for an import of what the grader does not install. */
export function notOffered(name: string, offered: readonly string[]): string {
  const all = new Intl.ListFormat('en', { type: 'conjunction' }).format([...offered, "the program's own files"]);
  return `the package "${name}" is not offered; what may be imported is ${all}`;
}

/** The clause for an import of a file that is there and is not read; `why` is a sentence. */
export function notImportable(name: string, why: string): string {
  return `"${name}" can't be imported: ${why.replace(/\.$/, '')}`;
}
