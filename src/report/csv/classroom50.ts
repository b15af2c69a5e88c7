/**
 * The columns of `scores.csv`, as `gh teacher download` of Classroom 50 writes it: a row whose scores are blank for whoever has
 * none. Names are not taken apart: the whole name is the first one.
 */
import type { ClassPoints, ClassRow } from '../../grade/class-points.ts';
import { spreadsheetLine } from './csv-line.ts';

const header = [
  'username',
  'first_name',
  'last_name',
  'email',
  'section',
  'score',
  'max_score',
  'datetime',
  'submission_tag',
  'submitted_by',
  'review_url',
  'late',
  'override',
];

export function classroom50Csv(points: ClassPoints): string {
  return [spreadsheetLine(header), ...points.rows.map((row) => spreadsheetLine(cellsOf(row, points)))].join('');
}

function cellsOf(row: ClassRow, { maxPoints, policy }: ClassPoints): string[] {
  const { id, student, handedInAt, points } = row;
  return [
    student?.login ?? id ?? '',
    student?.name ?? '',
    '',
    student?.email ?? '',
    student?.section ?? '',
    points === null ? '' : String(points.points),
    points === null ? '' : String(maxPoints),
    handedInAt?.replace(/\.\d+Z$/, 'Z') ?? '',
    '',
    '',
    '',
    points === null || policy === null || handedInAt === null ? '' : String(points.daysLate > 0),
    '',
  ];
}
