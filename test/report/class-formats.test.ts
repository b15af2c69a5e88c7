/** The formats for a class, looked at as files. */
import { describe, expect, test } from 'vitest';
import { classroomCsv } from '../../src/report/csv/classroom.ts';
import { classroom50Csv } from '../../src/report/csv/classroom50.ts';
import { gradescopeCsv } from '../../src/report/csv/gradescope.ts';
import { pointsCsv } from '../../src/report/csv/points.ts';
import { classWith, policy } from './class.ts';

const lines = (...texts: string[]) => texts.map((text) => `${text}\n`).join('');

test('points: what was earned, what lateness took, what is left', () => {
  expect(pointsCsv(classWith({ policy }))).toBe(
    lines(
      'id,identifier,name,login,email,section,state,handed_in_at,raw_points,days_late,deduction,points,max_points',
      'day-3-ada,1815,Ada Lovelace,ada,ada@uni.example,A,graded,2026-11-22T22:00:00Z,12,0,0,12,12',
      `day-3-bo,'=1+1,"Bo, ""the quick""",bo,bo@uni.example,B,graded,2026-11-24T01:02:03Z,9,2,2,7,12`,
      'day-3-cy,,Cy Young,cy,,,not final,2026-11-22T22:00:00Z,,,,,12',
      'day-3-di,,Di Prince,,,,not graded,,,,,,12',
      'day-3-ed,,Ed Poe,,ed@uni.example,,graded,,0,0,0,0,12',
      ',99,Fay Wray,,fay@uni.example,B,absent,,,,,,12',
    ),
  );
});

test('points: nothing is said of lateness without a policy, nor of who is absent', () => {
  expect(
    pointsCsv(classWith({ absent: 'zero' }))
      .split('\n')
      .slice(2, 3),
  ).toEqual([`day-3-bo,'=1+1,"Bo, ""the quick""",bo,bo@uni.example,B,graded,2026-11-24T01:02:03Z,9,,,9,12`]);
  expect(pointsCsv(classWith({ policy, absent: 'zero' }))).toMatch(/\n,99,.*,absent,,0,,,0,12\n$/);
});

test('gradescope-csv: the columns of its export, a question a check', () => {
  expect(gradescopeCsv(classWith({ policy }))).toBe(
    lines(
      'Name,SID,Email,Total Score,Max Points,Status,Submission ID,Submission Time,Lateness (H:M:S),1: consume.prints-every-value (7.0 pts),2: group.two-members-share (5.0 pts)',
      'Ada Lovelace,1815,ada@uni.example,12,12,Graded,day-3-ada,2026-11-22T22:00:00Z,00:00:00,7,5',
      `"Bo, ""the quick""",'=1+1,bo@uni.example,7,12,Graded,day-3-bo,2026-11-24T01:02:03Z,26:03:03,4,5`,
      'Cy Young,,,,12,Ungraded,day-3-cy,2026-11-22T22:00:00Z,,,',
      'Di Prince,,,,12,Ungraded,day-3-di,,,,',
      'Ed Poe,,ed@uni.example,0,12,Graded,day-3-ed,,,0,0',
      'Fay Wray,99,fay@uni.example,,12,Missing,,,,,',
    ),
  );
});

test('classroom-csv: the columns of gh classroom assignment-grades', () => {
  expect(classroomCsv(classWith())).toBe(
    lines(
      'assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,student_repository_name,student_repository_url,submission_timestamp,points_awarded,points_available',
      'Day 3,,,ada,1815,day-3-ada,,2026-11-22T22:00:00Z,12,12',
      "Day 3,,,bo,'=1+1,day-3-bo,,2026-11-24T01:02:03Z,9,12",
      'Day 3,,,cy,,day-3-cy,,2026-11-22T22:00:00Z,,12',
      'Day 3,,,,,day-3-di,,,,12',
      'Day 3,,,,,day-3-ed,,,0,12',
      'Day 3,,,,99,,,,,12',
    ),
  );
});

test('classroom50-csv: the columns of its scores.csv, blank for whoever has no score', () => {
  expect(classroom50Csv(classWith({ policy }))).toBe(
    lines(
      'username,first_name,last_name,email,section,score,max_score,datetime,submission_tag,submitted_by,review_url,late,override',
      'ada,Ada Lovelace,,ada@uni.example,A,12,12,2026-11-22T22:00:00Z,,,,false,',
      'bo,"Bo, ""the quick""",,bo@uni.example,B,7,12,2026-11-24T01:02:03Z,,,,true,',
      'cy,Cy Young,,,,,,2026-11-22T22:00:00Z,,,,,',
      'day-3-di,Di Prince,,,,,,,,,,,',
      'day-3-ed,Ed Poe,,ed@uni.example,,0,12,,,,,,',
      ',Fay Wray,,fay@uni.example,B,,,,,,,,',
    ),
  );
});

describe('whoever is absent has a zero only where that is asked for', () => {
  test.for([gradescopeCsv, classroomCsv, classroom50Csv] as const)('%o', (render) => {
    const withZero = render(classWith({ absent: 'zero' }))
      .split('\n')
      .at(-2);
    const without = render(classWith()).split('\n').at(-2);
    expect(withZero).not.toBe(without);
    expect(withZero?.replace(/,0,(?=12)/, ',,').replace(/,,12(?=,,,)/, ',,')).toBe(without);
  });
});
