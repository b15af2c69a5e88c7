import { areaOf, type Rubric, selectFromRubric } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';

/** The rubric with what `--only` names, all of it where it names nothing. UNKNOWN_CHECK for a name that isn't defined. */
export function selectChecks(rubric: Rubric, only: readonly string[]): Rubric {
  const { rubric: selected, unknown } = selectFromRubric(rubric, only);
  if (unknown.length === 0) return selected;
  const names = unknown.map((name) => `"${name}"`).join(', ');
  const areas = new Set(rubric.map(({ id }) => areaOf(id)));
  throw new GraderError(
    'UNKNOWN_CHECK',
    `--only names ${names}, which is not defined. Defined areas: ${[...areas].join(', ')}. ` +
      `Defined checks: ${rubric.map(({ id }) => id).join(', ')}.`,
  );
}
