/** The columns in which Gradescope exports the scores of an assignment, a question a check. */
import type { ClassPoints, ClassRow } from '../../grade/class-points.ts';
import { spreadsheetLine } from './csv-line.ts';

const header = [
  'Name',
  'SID',
  'Email',
  'Total Score',
  'Max Points',
  'Status',
  'Submission ID',
  'Submission Time',
  'Lateness (H:M:S)',
];

export function gradescopeCsv(points: ClassPoints): string {
  const questions = points.checks.map(({ id, points: most }, index) => `${index + 1}: ${id} (${most}.0 pts)`);
  const lines = points.rows.map((row) => spreadsheetLine(cellsOf(row, points)));
  return [spreadsheetLine([...header, ...questions]), ...lines].join('');
}

function cellsOf(row: ClassRow, { checks, maxPoints, policy }: ClassPoints): string[] {
  const { id, student, handedInAt, points, grade } = row;
  const earned = new Map(points === null ? [] : grade?.checks.map((check) => [check.id, check.points]));
  return [
    student?.name ?? '',
    student?.identifier ?? '',
    student?.email ?? '',
    points === null ? '' : String(points.points),
    String(maxPoints),
    statuses[row.state],
    id ?? '',
    handedInAt ?? '',
    points === null || policy === null || handedInAt === null ? '' : clockTime(points.lateMs),
    ...checks.map((check) => String(earned.get(check.id) ?? '')),
  ];
}

const statuses: Record<ClassRow['state'], string> = {
  final: 'Graded',
  'not-final': 'Ungraded',
  'not-graded': 'Ungraded',
  absent: 'Missing',
};

function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
