/** Exports of Canvas and Moodle, filled in. */
import { describe, expect, test } from 'vitest';
import type { ClassPoints } from '../../src/grade/class-points.ts';
import { fillCanvas } from '../../src/report/csv/canvas.ts';
import type { Filled } from '../../src/report/csv/fill-gradebook.ts';
import { fillMoodle } from '../../src/report/csv/moodle.ts';
import type { Table } from '../../src/report/csv/table.ts';
import { parseTable } from '../../src/reporting/read-gradebook.ts';
import { classWith, policy } from './class.ts';

type Fill = (points: ClassPoints, table: Table) => Filled | { problem: string };

function filled(fill: Fill, points: ClassPoints, text: string): Filled {
  const table = parseTable(text);
  if ('problem' in table) throw new Error(table.problem);
  const result = fill(points, table);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

const lines = (...texts: string[]) => texts.map((text) => `${text}\r\n`).join('');

const canvas = lines(
  'Student,ID,SIS User ID,SIS Login ID,Section,Day 2 (7),Day 3 (8),Current Score',
  ',,,,,,Manual Posting,',
  '    Points Possible,,,,,10.00,12.00,(read only)',
  '"Lovelace, Ada",501,1815,alovelace,A,9.50,,95.00',
  '"\'=Bo, X",502,=1+1,"bo",B,"8.00","3.00",80.00',
  '"Young, Cy",503,u3,cyoung,A,,5.00,',
  '"Poe, Ed",504,u4,ed@uni.example,A,N/A,,',
  '"Wray, Fay",505,99,fwray,B,1.00,1.00,10.00',
  '"Student, Test",506,,,A,,2.00,',
);

const leftOutDi = 'day-3-di: no row of the gradebook matches.';

describe('canvas', () => {
  test('fills the column of the assignment, and leaves every other byte', () => {
    expect(filled(fillCanvas, classWith({ policy }), canvas)).toEqual({
      text: lines(
        'Student,ID,SIS User ID,SIS Login ID,Section,Day 2 (7),Day 3 (8),Current Score',
        ',,,,,,Manual Posting,',
        '    Points Possible,,,,,10.00,12.00,(read only)',
        '"Lovelace, Ada",501,1815,alovelace,A,9.50,12,95.00',
        '"\'=Bo, X",502,=1+1,"bo",B,"8.00",7,80.00',
        '"Young, Cy",503,u3,cyoung,A,,,',
        '"Poe, Ed",504,u4,ed@uni.example,A,N/A,0,',
        '"Wray, Fay",505,99,fwray,B,1.00,,10.00',
        '"Student, Test",506,,,A,,,',
      ),
      leftOut: [leftOutDi],
      remarks: ['Rows of the gradebook that nobody of the class matches, left empty: 1.'],
    });
  });

  test('adds a column where there is none, with the points possible', () => {
    const { text } = filled(fillCanvas, classWith({ title: 'Day 4', absent: 'zero' }), canvas);
    const added = text.split('\r\n').map((line, row) => line.slice((canvas.split('\r\n')[row] ?? '').length));
    expect(added).toEqual([',Day 4', ',', ',12', ',12', ',9', ',', ',0', ',0', ',', '']);
    expect(text.split('\r\n').every((line, row) => line.startsWith(canvas.split('\r\n')[row] ?? '-'))).toBe(true);
  });

  test('a title that is a formula is none', () => {
    const { text } = filled(fillCanvas, classWith({ title: '=1' }), canvas);
    expect(text.split('\r\n')[0]).toMatch(/,'=1$/);
  });

  test('who is excused stays so', () => {
    const { text, remarks } = filled(fillCanvas, classWith(), canvas.replace('9.50,,', '9.50,EX,'));
    expect(text).toContain('9.50,EX,95.00');
    expect(remarks).toContain('day-3-ada: the gradebook says EX, and so it stays.');
  });

  test('says where other points are possible than in the class', () => {
    const { remarks } = filled(fillCanvas, classWith(), canvas.replace('12.00', '50.00'));
    expect(remarks[0]).toBe('Canvas has 50.00 points possible for "Day 3", the class 12: nothing is scaled.');
  });

  test('two rows that might be one’s own are both left empty', () => {
    const twice = `${canvas}"Lovelace, A.",507,1815,al2,B,,,\r\n`;
    const { text, leftOut } = filled(fillCanvas, classWith(), twice);
    expect(leftOut[0]).toBe(
      'day-3-ada: more than one row or submission has its identifier; which is meant is not guessed.',
    );
    expect(text).toContain('alovelace,A,9.50,,95.00');
    expect(text).toMatch(/al2,B,,,\r\n$/);
  });

  test('with semicolons, a byte order mark and the names in two columns', () => {
    const other = '\ufeffLastName;FirstName;ID;SIS Login ID;Section\n;;;;\nYoung;Cy;503;cyoung;A\nPoe;Ed;504;ep;A;';
    expect(filled(fillCanvas, classWith({ title: 'A;B' }), other).text).toBe(
      '\ufeffLastName;FirstName;ID;SIS Login ID;Section;"A;B"\n;;;;;\nYoung;Cy;503;cyoung;A;\nPoe;Ed;504;ep;A;0',
    );
  });

  test.for<[text: string, problem: string]>([
    ['a,b\n', 'its first row does not begin with Student, ID'],
    ['Student,ID,Name\n', 'its first row does not begin with Student, ID'],
    ['Student,ID,Section,Day 3 (1),Day 3 (2)\n', 'it has 2 columns for "Day 3"; name one with its number'],
  ])('refuses %j', ([text, problem]) => {
    expect(() => filled(fillCanvas, classWith(), text)).toThrow(problem);
  });

  test.for<[title: string, problem: string]>([
    ['ID', 'its column "ID" says who somebody is, so name the assignment with --column'],
    ['Final Score', 'Canvas takes no points in a column "Final Score", so name the assignment with --column'],
  ])('refuses a column %j', ([title, problem]) => {
    expect(() => filled(fillCanvas, classWith({ title }), canvas)).toThrow(problem);
  });
});

const moodle = lines(
  'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"',
  '"Participant 1","Ada Lovelace",ada@uni.example,"Submitted for grading",,12.00,Yes,"Sunday, 22 November 2026, 11:00 PM",-,',
  '"Participant 2","Bo X",bo@uni.example,Submitted,5.00,12.00,Yes,-,"Monday, 23 November 2026, 9:00 AM","<p>Well, ""done""</p>\n<p>=1</p>"',
  '"Participant 3","Cy Young",cy@uni.example,Submitted,3.00,12.00,Yes,-,-,',
  '"Participant 4","Fay Wray",fay@uni.example,"No submission",,12.00,Yes,-,-,',
);

describe('moodle', () => {
  test('fills the grades, and leaves every other byte', () => {
    const { text, leftOut, remarks } = filled(fillMoodle, classWith({ policy }), moodle);
    expect(text).toBe(
      moodle.replace('for grading",,', 'for grading",12,').replace(',5.00,', ',7,').replace(',3.00,', ',,'),
    );
    expect(leftOut).toEqual([leftOutDi, leftOutDi.replace('-di', '-ed')]);
    expect(remarks).toEqual([]);
  });

  test('zero for who is absent, where that is asked for', () => {
    const { text } = filled(fillMoodle, classWith({ absent: 'zero' }), moodle);
    expect(text).toContain('"No submission",0,12.00');
  });

  test('says where another grade is the maximum', () => {
    const { remarks } = filled(fillMoodle, classWith(), moodle.replaceAll('12.00', '100.00'));
    expect(remarks).toEqual(['Moodle has 100.00 as the maximum grade, the class 12: nothing is scaled.']);
  });

  test('knows a column whichever of its letters are large', () => {
    const worksheet = moodle.replace('"Maximum Grade"', '"Maximum grade"').replace('"Full name"', '"Full Name"');
    const { remarks } = filled(fillMoodle, classWith(), worksheet.replaceAll('12.00', '100.00'));
    expect(remarks).toEqual(['Moodle has 100.00 as the maximum grade, the class 12: nothing is scaled.']);
  });

  test('refuses what is no worksheet in English', () => {
    expect(() => filled(fillMoodle, classWith(), 'Identifier,Bewertung\n')).toThrow(
      'it has no column Grade, Last modified (grade), as a worksheet in English has',
    );
  });
});
