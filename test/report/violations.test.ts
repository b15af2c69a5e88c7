/** What programs were refused is named in every format that says why points were lost. */
import { describe, expect, test } from 'vitest';
import { gradeFor } from '../../src/report/audience.ts';
import { formats } from '../../src/report/formats.ts';
import { summaryOf } from '../../src/report/github/summary.ts';
import { prose } from '../../src/report/markdown/markup.ts';
import { noPaint } from '../../src/report/terminal/look.ts';
import { renderTerminal } from '../../src/report/terminal/render.ts';
import { checkResult, gradeOf } from './grades.ts';
import { reportOf, student, tools } from './hostile.ts';

const refused = gradeOf([checkResult({})]);
const grade: typeof refused = {
  ...refused,
  violations: [
    { of: 'request', program: 'consumer', api: 'DeleteTopics', rule: 'forbidden', names: ['orders-1f'], evidence: [7] },
    { of: 'limit', program: 'producer', limit: 'connections', allowed: 64, evidence: [9] },
  ],
};
const sentences = [
  'The consumer tried to delete topics (orders-1f): refused.',
  'The producer opened more than 64 connections at a time: the others were refused.',
];

function rendered(format: 'html' | 'markdown' | 'junit' | 'ctrf' | 'gradescope', of: typeof grade): string {
  return formats[format]
    .render(reportOf(of, student), tools)
    .map(({ text }) => text)
    .join('');
}

describe.each(['html', 'markdown', 'junit', 'ctrf', 'gradescope'] as const)('%s', (format) => {
  test('names it', () => {
    const text = rendered(format, grade);
    for (const sentence of sentences) expect(text).toContain(format === 'markdown' ? prose(sentence) : sentence);
    expect(rendered(format, refused)).not.toContain('refused');
  });
});

test('the terminal and a job’s summary name it', () => {
  const look = { widthColumns: 100, charset: 'unicode', paint: noPaint } as const;
  const summary = summaryOf({ grade: gradeFor(student, grade), stories: [], urlOf: () => null }, 100_000).replaceAll(
    '\\',
    '',
  );
  for (const sentence of sentences) {
    expect(renderTerminal(grade, [], look)).toContain(sentence);
    expect(summary).toContain(prose(sentence));
  }
  expect(renderTerminal(refused, [], look)).not.toContain('refused');
});
