/** `grades.csv`: the points of a class, for programs. Ids stand in it as they are; spreadsheets get exports of their own. */
import type { CheckResult, Grade } from '../../grade/grade.ts';
import { csvLine } from './csv-line.ts';

/** What became of a submission of a class; null where it was not graded. */
export interface ClassEntry {
  id: string;
  grade:
    | (Pick<Grade, 'score' | 'maxScore' | 'final'> & { checks: readonly Pick<CheckResult, 'id' | 'points'>[] })
    | null;
}

/**
 * A row a submission, in the order of their ids' characters, a column a check. A cell is empty where the check is inconclusive,
 * was not asked or the submission was not graded: it is never a zero.
 */
export function gradesCsv(checkIds: readonly string[], entries: readonly ClassEntry[]): string {
  const rows = [...entries].sort(byId).map((entry) => csvLine(rowOf(entry, checkIds)));
  return [csvLine(['id', 'score', 'max_score', 'final', ...checkIds]), ...rows].join('');
}

function rowOf({ id, grade }: ClassEntry, checkIds: readonly string[]): string[] {
  if (grade === null) return [id, '', '', 'false', ...checkIds.map(() => '')];
  const points = new Map(grade.checks.map((check) => [check.id, check.points]));
  const cells = checkIds.map((checkId) => String(points.get(checkId) ?? ''));
  return [id, String(grade.score), String(grade.maxScore), String(grade.final), ...cells];
}

function byId({ id: one }: ClassEntry, { id: other }: ClassEntry): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
