/**
 * A rubric file says how an instructor's points differ from the exercise's:
 *
 *     checks:
 *       group.fifth-member-idles: { points: 8 }
 *       offsets.commits-progress: { visibility: after-due }
 *       answers.consumer-groups: { drop: true }
 */
import { closestMatch } from 'leven';
import { z } from 'zod';
import { checkedYaml, notAMapping, type ProblemAt } from '../checked-yaml.ts';
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

export type RubricFile = { changes: ReadonlyMap<string, RubricChange> } | ProblemAt;

/** `ids` are the checks that may be named. */
export function parseRubricFile(text: string, ids: readonly string[]): RubricFile {
  const checked = checkedYaml(text, rubricFile);
  if ('problem' in checked) return checked;
  const named = Object.entries(checked.data.checks);
  const unknown = named.map(([id]) => id).find((id) => !ids.includes(id));
  if (unknown !== undefined) return checked.problemAt(['checks', unknown], noSuchCheck(unknown, ids));
  return { changes: new Map(named) };
}

function noSuchCheck(id: string, ids: readonly string[]): string {
  const near = closestMatch(id, [...ids], { maxDistance: 8 });
  return `there is no check "${id}"${near === undefined ? '' : ` (did you mean ${near}?)`}; checks are ${ids.join(', ')}`;
}
