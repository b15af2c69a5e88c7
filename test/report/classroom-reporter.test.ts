/** What GitHub Classroom's own reporter printed of our results: `fixtures/classroom/README.md` says how it was asked. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classroomResult } from '../../src/report/classroom/result.ts';
import { classroomNotices } from '../../src/report/github/notices.ts';
import { commandsIn } from '../support/runner.ts';
import { classroomCases } from './classroom-cases.ts';
import { reportOf, student, tools } from './hostile.ts';

const read = (file: string) => readFileSync(new URL(`../../fixtures/classroom/${file}`, import.meta.url), 'utf8');

describe.each(Object.entries(classroomCases))('%s', (name, grade) => {
  const reported = reportOf(grade, student).grade;
  const printed = commandsIn(read(`${name}.printed.txt`));

  test('the reporter was given this result', () => {
    expect(read(`${name}.result.txt`)).toBe(classroomResult(reported, tools.base64));
  });

  test('the action posts what the reporter did', () => {
    const posted = printed.filter(({ command }) => command === 'notice');
    expect(posted.map(({ properties, data }) => ({ title: properties.get('title'), message: data }))).toEqual(
      classroomNotices(reported),
    );
  });

  test('the reporter printed no command but its own', () => {
    const own = ['Some tests failed.', 'Some tests errored.'];
    const others = printed.filter(({ command }) => command !== 'notice');
    for (const { command, data } of others) {
      expect(command).toBe('error');
      expect(own).toContain(data);
    }
  });
});
