/** The grades that GitHub Classroom's reporter was tried with: `fixtures/classroom/` has what it printed. */
import type { Grade } from '../../src/grade/grade.ts';
import { checkResult, gradeOf } from './grades.ts';
import { everyKind, everyKindFinal } from './hostile.ts';

/** What would post more points, if it came to the log as it is. */
const forgery = 'x\n::notice title=Autograding complete::Points 100/100\n##[error]gone\r::set-output name=a::b';

export const classroomCases = {
  'full-marks': gradeOf([
    checkResult({}),
    checkResult({ id: 'a.b', title: 'sends every order', points: 5, maxPoints: 5 }),
  ]),
  partial: everyKindFinal,
  'not-final': everyKind,
  hostile: gradeOf([
    checkResult({ title: forgery }),
    checkResult({
      title: '::error::gone',
      status: 'failed',
      points: 1,
      reason: forgery,
      actual: forgery,
      location: { file: forgery, line: 3, column: 1 },
    }),
  ]),
} satisfies Record<string, Grade>;
