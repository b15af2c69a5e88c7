/** `points.csv`: the points of a class for people, in a spreadsheet: what was earned, what lateness took, what is left. */
import type { ClassPoints, ClassRow } from '../../grade/class-points.ts';
import { spreadsheetLine } from './csv-line.ts';

const header = [
  'id',
  'identifier',
  'name',
  'login',
  'email',
  'section',
  'state',
  'handed_in_at',
  'raw_points',
  'days_late',
  'deduction',
  'points',
  'max_points',
];

export function pointsCsv({ rows, maxPoints, policy }: ClassPoints): string {
  const lines = rows.map((row) => {
    const { id, student, state, handedInAt, points } = row;
    const isDeducted = points !== null && policy !== null && state === 'final';
    return spreadsheetLine([
      id ?? '',
      student?.identifier ?? '',
      student?.name ?? '',
      student?.login ?? '',
      student?.email ?? '',
      student?.section ?? '',
      stateWords[state],
      handedInAt ?? '',
      cellOf(points?.raw),
      isDeducted ? cellOf(points.daysLate) : '',
      isDeducted ? cellOf(points.deduction) : '',
      cellOf(points?.points),
      String(maxPoints),
    ]);
  });
  return [spreadsheetLine(header), ...lines].join('');
}

const stateWords: Record<ClassRow['state'], string> = {
  final: 'graded',
  'not-final': 'not final',
  'not-graded': 'not graded',
  absent: 'absent',
};

function cellOf(number: number | undefined): string {
  return number === undefined ? '' : String(number);
}
