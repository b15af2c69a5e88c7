import { expect, test } from 'vitest';
import { makeReport } from '../../src/reporting/make-report.ts';
import { checkResult, gradeOf } from '../report/grades.ts';
import { everyKind, instructor, student } from '../report/hostile.ts';

const recordIdsIn = () => [];

const pathsFor = async (grade = everyKind, reader = student) =>
  (await makeReport({ grade, journal: null, recordIdsIn }, reader)).pages.map(({ path }) => path);

test('has the pages of the checks that lost points, and of the mistakes by which they did', async () => {
  expect(await pathsFor()).toEqual([
    'docs/checks/consume.decodes-json',
    'docs/mistakes/rounded-numbers',
    'docs/checks/answers.consumer-groups',
    'docs/checks/group.idle-member-takes-over',
    'docs/checks/offsets.commits-progress',
  ]);
  const { pages } = await makeReport({ grade: everyKind, journal: null, recordIdsIn }, student);
  expect(pages[0]?.text).toMatch(/^# Prints the values/);
});

test('has the page of a hidden check for an instructor only', async () => {
  expect(await pathsFor()).not.toContain('docs/checks/group.fifth-member-idles');
  expect(await pathsFor(everyKind, instructor)).toContain('docs/checks/group.fifth-member-idles');
});

test('has no page for a check that has none, and finds none outside of its folders', async () => {
  const ids = ['mine.own-check', '../../README', '../checks/consume.decodes-json'];
  expect(await pathsFor(gradeOf(ids.map((id) => checkResult({ id, status: 'failed', points: 0 }))))).toEqual([]);
});

test('is for whom it is asked', async () => {
  const { audience, grade, stories } = await makeReport({ grade: everyKind, journal: null, recordIdsIn }, student);
  expect({ audience, score: grade.score, stories }).toEqual({ audience: 'student', score: 9, stories: [] });
});
