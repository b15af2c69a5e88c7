import type { ReportedGrade } from '../report.ts';

/** A notice of a workflow. */
export interface Notice {
  title: string;
  message: string;
}

/** How GitHub Classroom learns of points, as its own reporter tells it; none for a grade that has no points to post. */
export function classroomNotices({ final, score, maxScore }: ReportedGrade): Notice[] {
  if (!final || maxScore === 0) return [];
  return [
    { title: 'Autograding complete', message: `Points ${score}/${maxScore}` },
    { title: 'Autograding report', message: JSON.stringify({ totalPoints: score, maxPoints: maxScore }) },
  ];
}
