/**
 * A rubric file says how an instructor's points differ from the exercise's:
 *
 *     checks:
 *       group.fifth-member-idles: { points: 8 }
 *       offsets.commits-progress: { visibility: after-due }
 *       answers.consumer-groups: { drop: true }
 */
import { closestMatch } from 'leven';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type RubricChange, visibilities } from '../grade/rubric.ts';

const wholePoints = 'points are a whole number, 0 or more';
const change = z.strictObject(
  {
    points: z.int(wholePoints).nonnegative(wholePoints).optional().describe('What the check is worth.'),
    visibility: z
      .enum(visibilities, `visibility is one of ${visibilities.join(', ')}`)
      .optional()
      .describe(
        'Who sees what became of the check: everybody, the instructor, or the student too once the work is due.',
      ),
    drop: z.literal(true, 'drop is true, or left out').optional().describe('Takes the check out of the exercise.'),
  },
  notAMapping('points, visibility, drop'),
);
/** What the text says, as YAML or JSON. */
export const rubricFile = z.strictObject(
  { checks: z.record(z.string(), change, notAMapping('ids of checks')).describe('By the id of the check.') },
  notAMapping('checks'),
);

export type RubricFile = { changes: ReadonlyMap<string, RubricChange> } | RubricProblem;

/** `line` and `column` count from 1. */
export interface RubricProblem {
  line: number;
  column: number;
  problem: string;
}

/** `ids` are the checks that may be named. */
export function parseRubricFile(text: string, ids: readonly string[]): RubricFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAt = (offset: number, problem: string): RubricProblem => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), problem };
  };
  const [error] = document.errors;
  if (error) return problemAt(error.pos[0], error.message.replace(/\s+/g, ' '));
  const parsed = rubricFile.safeParse(document.toJS());
  if (!parsed.success) {
    const { issues } = parsed.error;
    const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
    const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
    return problemAt(offsetOf(document, path), issue?.message ?? 'not a rubric');
  }
  const named = Object.entries(parsed.data.checks);
  const unknown = named.map(([id]) => id).find((id) => !ids.includes(id));
  if (unknown !== undefined) return problemAt(offsetOf(document, ['checks', unknown]), noSuchCheck(unknown, ids));
  return { changes: new Map(named) };
}

function noSuchCheck(id: string, ids: readonly string[]): string {
  const near = closestMatch(id, [...ids], { maxDistance: 8 });
  return `there is no check "${id}"${near === undefined ? '' : ` (did you mean ${near}?)`}; checks are ${ids.join(', ')}`;
}

/** What is said where a mapping is missing, or has a key that it may not have. */
function notAMapping(keys: string) {
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
