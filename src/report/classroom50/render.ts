/**
 * `classroom50.json`: classroom50/result/v1, which an autograder of Classroom 50 leaves as `result.json`. The runner compares
 * who and what it names with its own environment, and puts the commit's date in the place of `datetime`.
 */
import { jsonText } from '../json-text.ts';
import type { Rendered, Tools } from '../rendered.ts';
import type { Report, ReportedGrade } from '../report.ts';
import { type ScoredCheck, scoredChecks } from '../scored-checks.ts';
import { nameOf } from '../words.ts';
import type { Classroom50Run } from './run.ts';

const file = 'classroom50.json';
const commitLength = 7;

export function refusesOpenGrade({ final }: ReportedGrade): string | null {
  if (final) return null;
  return `${file} is not written: the grade is not final, and Classroom 50 has no score that is open; grade it again.`;
}

/** Nothing for a grade that is not final: whatever stood in it would be posted. */
export function renderClassroom50({ grade }: Report, { classroom50 }: Tools): readonly Rendered[] {
  if (!grade.final) return [];
  const checks = scoredChecks(grade.checks);
  const result = {
    schema: 'classroom50/result/v1',
    ...identityOf(grade, classroom50),
    datetime: wholeSeconds(grade.startedAt),
    graded_at: wholeSeconds(grade.startedAt),
    score: checks.reduce((sum, { points }) => sum + points, 0),
    'max-score': checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    tests: checks.map(testOf),
  };
  return [{ name: file, text: jsonText(result) }];
}

/** What is graded outside of Classroom 50 stands in for what its runner would say. */
function identityOf({ exercise, submission, startedAt }: ReportedGrade, run: Classroom50Run): object {
  const version = nameOf(submission.commit ?? submission.sha256);
  const stamp = wholeSeconds(startedAt).replaceAll(':', '-');
  const commit = run.commit ?? version;
  return {
    classroom: run.classroom ?? 'local',
    assignment: run.assignment ?? nameOf(exercise),
    assignment_type: run.assignmentType ?? 'individual',
    owner: run.owner ?? nameOf(submission.id),
    submission: run.submission ?? `submit/${stamp}-${version.slice(0, commitLength)}`,
    commit,
    release: run.release ?? version,
    review: run.review ?? commit,
  };
}

function testOf({ name, passed, points, maxPoints, message }: ScoredCheck) {
  return { 'test-name': name, passed, score: points, 'max-score': maxPoints, message };
}

/** Its pattern has no room for milliseconds. */
function wholeSeconds(instant: string): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
