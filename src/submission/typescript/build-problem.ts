import { SourceMap } from 'node:module';
import type { Message } from 'esbuild';
import type { BuildProblem, SourceLocation } from '../language.ts';
import { problemAt } from '../problem-at.ts';

/** The namespace in which esbuild knows the submission's files; their paths in it are relative to the folder. */
export const ownFiles = 'submission';

/** What helps to say what is wrong in the student's words. */
export interface Explanations {
  /** By specifier, the clauses that say why an import was refused. */
  readonly refusals: Map<string, string>;
  /** By path, the source maps of files that esbuild was given in another form than the student wrote, as JSON. */
  readonly maps: Map<string, string>;
}

/** What esbuild complains of first, as a sentence that names the student's file, line and column. */
export function buildProblem(messages: readonly Message[], explanations: Explanations): BuildProblem {
  const [message] = messages;
  if (message === undefined) return { reason: 'The program does not compile.', location: null };
  const location = locationOf(message, explanations.maps);
  const clause = refusalIn(message.text, explanations.refusals) ?? complaint(message.text);
  if (location === null) return { reason: `The program does not compile: ${clause}.`, location };
  return problemAt(location, clause);
}

function refusalIn(text: string, refusals: ReadonlyMap<string, string>): string | null {
  const [, quoted] = /^Could not resolve (".*")$/s.exec(text) ?? [];
  return quoted === undefined ? null : (refusals.get(unquoted(quoted)) ?? null);
}

/** esbuild quotes as JSON does, but for characters that it names by two digits. */
function unquoted(quoted: string): string {
  const asJson = quoted.replace(/\\(x[0-9a-f]{2}|.)/gi, (whole, code: string) =>
    code.length === 3 ? `\\u00${code.slice(1)}` : whole,
  );
  const value = parsed(asJson);
  return typeof value === 'string' ? value : quoted.slice(1, -1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function complaint(text: string): string {
  if (/^Could not resolve (?:import|require)\(/.test(text)) {
    return 'the name of the imported file is computed, and the grader must know it before the program runs';
  }
  return text.replaceAll(`${ownFiles}:`, '').replace(/\.$/, '');
}

/** esbuild counts columns from 0 and in bytes. */
function locationOf({ location }: Message, maps: ReadonlyMap<string, string>): SourceLocation | null {
  if (location === null) return null;
  const file = location.file.replace(`${ownFiles}:`, '');
  const column = Buffer.from(location.lineText).subarray(0, location.column).toString().length;
  const map = maps.get(file);
  if (map === undefined) return { file, line: location.line, column: column + 1 };
  const origin = new SourceMap(JSON.parse(map)).findEntry(location.line - 1, column);
  return 'originalLine' in origin ? { file, line: origin.originalLine + 1, column: origin.originalColumn + 1 } : null;
}
