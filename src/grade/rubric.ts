/** Who may see what became of a check: everybody, only the instructor, or the student too once the work is due. */
export const visibilities = ['visible', 'hidden', 'after-due'] as const;
export type Visibility = (typeof visibilities)[number];

/** Whether those who may not see what became of a check see what it earned. */
export const hiddenPointsChoices = ['shown', 'withheld'] as const;
export type HiddenPoints = (typeof hiddenPointsChoices)[number];

/** What each check is worth and what it is called. The order is the report's. */
export interface RubricEntry {
  id: string;
  points: number;
  title: string;
  /** `visible` where it is not given. */
  visibility?: Visibility;
}

export type Rubric = readonly RubricEntry[];

/** The rubric with only those checks that are named by id or by area (`group`); unknown names come back as such. */
export function selectFromRubric(
  rubric: Rubric,
  names: readonly string[],
): { rubric: Rubric; unknown: readonly string[] } {
  if (names.length === 0) return { rubric, unknown: [] };
  const isNamed = (id: string, name: string) => id === name || areaOf(id) === name;
  return {
    rubric: rubric.filter(({ id }) => names.some((name) => isNamed(id, name))),
    unknown: names.filter((name) => !rubric.some(({ id }) => isNamed(id, name))),
  };
}

/** `group` of `group.two-members-share`. */
export function areaOf(checkId: string): string {
  return checkId.split('.')[0] ?? checkId;
}

/** What an instructor changes about one check. */
export interface RubricChange {
  points?: number | undefined;
  visibility?: Visibility | undefined;
  drop?: true | undefined;
}

/** The rubric with other points and visibilities, and without what is dropped. */
export function applyChanges(rubric: Rubric, changes: ReadonlyMap<string, RubricChange>): Rubric {
  return rubric.flatMap((entry) => {
    const { points = entry.points, visibility = entry.visibility, drop } = changes.get(entry.id) ?? {};
    if (drop) return [];
    return [{ ...entry, points, ...(visibility && { visibility }) }];
  });
}
