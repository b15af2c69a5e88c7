/** `classroom.txt`: what a grader of GitHub Classroom hands to its reporter as the output `result`, base64 of JSON. */
import type { Rendered, Tools } from '../rendered.ts';
import type { Report } from '../report.ts';
import { classroomResult } from './result.ts';

export function renderClassroom({ grade }: Report, { base64 }: Tools): readonly Rendered[] {
  return [{ name: 'classroom.txt', text: `${classroomResult(grade, base64)}\n` }];
}
