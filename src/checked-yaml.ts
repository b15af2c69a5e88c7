/** Files that instructors write: YAML or JSON held to a schema, and where in the text it is not met. */
import { type Document, isMap, isScalar, Lexer, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** `line` and `column` count from 1. */
export interface ProblemAt {
  line: number;
  column: number;
  problem: string;
}

/** What the text says, and where each key of it stands. */
export interface CheckedYaml<T> {
  data: T;
  /** A problem at the last key of this path. */
  problemAt(path: readonly PropertyKey[], problem: string): ProblemAt;
}

/** What the text says, if the schema takes it, or the first problem; an unknown key goes before any other. */
export function checkedYaml<T>(text: string, schema: z.ZodType<T>): CheckedYaml<T> | ProblemAt {
  const lines = new LineCounter();
  if (isNestedTooDeeply(text))
    return { line: 1, column: 1, problem: 'it is nested deeper than such a file needs to be' };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAtOffset = (offset: number, problem: string): ProblemAt => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), problem };
  };
  const [error] = document.errors;
  if (error) return problemAtOffset(error.pos[0], error.message.replace(/\s+/g, ' '));
  const problemAt = (path: readonly PropertyKey[], problem: string) =>
    problemAtOffset(offsetOf(document, path), problem);
  const read = withoutAliases(document);
  if ('problem' in read) return problemAtOffset(0, read.problem);
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { data: parsed.data, problemAt };
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  return problemAt(path, issue?.message ?? 'not what is expected here');
}

/** Some hundred are enough for every check of an exercise. */
const mostBrackets = 500;

/** The YAML parser calls itself for each level, and where the stack ends Node.js may end with it. */
function isNestedTooDeeply(text: string): boolean {
  if (/^ {200}/m.test(text)) return true;
  const brackets = [...new Lexer().lex(text)].filter((token) => ['-', '?', '[', '{'].includes(token));
  return brackets.length > mostBrackets;
}

/** The value with what aliases stand for; a few lines of them can stand for more than there is memory. */
function withoutAliases(document: Document): { value: unknown } | { problem: string } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message.trim() : String(error) };
  }
}

/** What is said where a mapping is missing, or has a key that it may not have. */
export function notAMapping(keys: string) {
  return {
    error: (issue: { code: string; keys?: readonly string[] }) =>
      issue.code === 'unrecognized_keys'
        ? `unknown key "${issue.keys?.[0]}"; keys are ${keys}`
        : `expected a mapping with ${keys}`,
  };
}

/** Where the last key of this path stands in the text, or of those before it the last that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    if (!isScalar(pair?.key) || !pair.key.range) break;
    [offset] = pair.key.range;
    node = pair.value;
  }
  return offset;
}
