/** What holds for every format. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNames } from '../../src/report/format-names.ts';
import { formats } from '../../src/report/formats.ts';
import type { Report } from '../../src/report/report.ts';
import { everyKind, hostileReport, reportOf, student, tools } from './hostile.ts';

const fileNames = {
  markdown: ['report.md'],
  junit: ['junit.xml'],
  ctrf: ['ctrf.json'],
  gradescope: ['gradescope.json'],
  prairielearn: ['prairielearn.json'],
};

describe.each(formatNames)('%s', (name) => {
  const { render } = formats[name];

  test('has the names of its files from the contract', () => {
    expect(render(reportOf(everyKind), tools).map((file) => file.name)).toEqual(fileNames[name]);
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

  test('holds nothing that steers a terminal or the log of a workflow', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        for (const { text } of render(report, tools)) {
          expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          expect(text).not.toMatch(/^\s*::[a-z-].*::|##\[/im);
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
