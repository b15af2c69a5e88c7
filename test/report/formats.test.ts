/** What holds for every format. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Format, formatNames } from '../../src/report/format-names.ts';
import { formats } from '../../src/report/formats.ts';
import type { Report } from '../../src/report/report.ts';
import { everyKind, everyKindFinal, hostileReport, reportOf, student, tools } from './hostile.ts';

/** None for `svg`: these reports have no stories. None for `classroom50` where the grade is not final. */
const fileNames: Record<Format, readonly string[]> = {
  html: ['report.html'],
  markdown: ['report.md'],
  junit: ['junit.xml'],
  ctrf: ['ctrf.json'],
  gradescope: ['gradescope.json'],
  prairielearn: ['prairielearn.json'],
  classroom: ['classroom.txt'],
  classroom50: ['classroom50.json'],
  svg: [],
};

describe.each(formatNames)('%s', (name) => {
  const { render } = formats[name];

  test('has the names of its files from the contract', () => {
    expect(render(reportOf(everyKindFinal), tools).map((file) => file.name)).toEqual(fileNames[name]);
  });

  test('says the same of a report that went through JSON, whatever is in it', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const again: Report = JSON.parse(JSON.stringify(report));
        expect(render(again, tools)).toEqual(render(report, tools));
      }),
      { numRuns: 50 },
    );
  });

  test('holds no character that steers a terminal or hides text', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        for (const { text } of render(report, tools)) {
          expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          expect(text.endsWith('\n')).toBe(true);
        }
      }),
    );
  });

  test('leaves out what is only for instructors', () => {
    const files = render(reportOf(everyKind, student), tools);
    for (const { text } of files) expect(text).not.toMatch(/SECRET/);
  });
});

/** A page and pictures are not printed in a log. */
describe.each(formatNames.filter((name) => name !== 'html' && name !== 'svg'))(
  '%s in the log of a workflow',
  (name) => {
    test('gives it no command', () => {
      fc.assert(
        fc.property(hostileReport, (report) => {
          for (const { text } of formats[name].render(report, tools)) {
            expect(text).not.toMatch(/^\s*::[a-z-].*::|##\[/im);
          }
        }),
      );
    });
  },
);
