/** The columns of `gh classroom assignment-grades`. What only GitHub knows, its addresses, is empty. */
import type { ClassPoints } from '../../grade/class-points.ts';
import { spreadsheetLine } from './csv-line.ts';

const header = [
  'assignment_name',
  'assignment_url',
  'starter_code_url',
  'github_username',
  'roster_identifier',
  'student_repository_name',
  'student_repository_url',
  'submission_timestamp',
  'points_awarded',
  'points_available',
];

export function classroomCsv({ title, maxPoints, rows }: ClassPoints): string {
  const lines = rows.map(({ id, student, handedInAt, points }) =>
    spreadsheetLine([
      title,
      '',
      '',
      student?.login ?? '',
      student?.identifier ?? '',
      id ?? '',
      '',
      handedInAt ?? '',
      points === null ? '' : String(points.points),
      String(maxPoints),
    ]),
  );
  return [spreadsheetLine(header), ...lines].join('');
}
