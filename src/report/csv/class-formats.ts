import type { ClassPoints } from '../../grade/class-points.ts';
import type { PointsFormat } from '../format-names.ts';
import { fillCanvas } from './canvas.ts';
import { classroomCsv } from './classroom.ts';
import { classroom50Csv } from './classroom50.ts';
import type { Filled } from './fill-gradebook.ts';
import { gradescopeCsv } from './gradescope.ts';
import { fillMoodle } from './moodle.ts';
import { pointsCsv } from './points.ts';
import type { Table } from './table.ts';

/** A file about a whole class: of its own, or a gradebook that is filled in. */
export type ClassReportFormat = {
  file: string;
  /** Whether the assignment's title stands in it. */
  title: 'in-it' | 'nowhere';
} & (
  | { needs: 'class'; render(points: ClassPoints): string }
  | {
      needs: 'gradebook';
      /** Whose it is, and where it is downloaded. */
      system: string;
      download: string;
      fill(points: ClassPoints, table: Table): Filled | { problem: string };
    }
);

export const classFormats: Record<PointsFormat, ClassReportFormat> = {
  points: { needs: 'class', file: 'points.csv', title: 'nowhere', render: pointsCsv },
  canvas: {
    needs: 'gradebook',
    file: 'canvas.csv',
    title: 'in-it',
    system: 'Canvas',
    download: 'Grades, Export, Export Entire Gradebook',
    fill: fillCanvas,
  },
  moodle: {
    needs: 'gradebook',
    file: 'moodle.csv',
    title: 'nowhere',
    system: 'Moodle',
    download: 'the assignment, Submissions, Actions, Download grading worksheet',
    fill: fillMoodle,
  },
  'gradescope-csv': { needs: 'class', file: 'gradescope-scores.csv', title: 'nowhere', render: gradescopeCsv },
  'classroom-csv': { needs: 'class', file: 'classroom-grades.csv', title: 'in-it', render: classroomCsv },
  'classroom50-csv': { needs: 'class', file: 'classroom50-scores.csv', title: 'nowhere', render: classroom50Csv },
};
