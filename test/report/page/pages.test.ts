/** The pages of `docs/` within the report's page. */
import { readdirSync } from 'node:fs';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { Pages } from '../../../src/report/html/pages.tsx';
import { renderHtml } from '../../../src/report/html/render.tsx';
import type { Page } from '../../../src/report/report.ts';
import { makeReport } from '../../../src/reporting/make-report.ts';
import { checkResult, gradeOf } from '../grades.ts';
import { instructor, textOf, tools } from '../hostile.ts';
import { elementsIn, named, only, parseMarkup, textIn } from '../markup.ts';
import { recordedReport } from '../recorded-report.ts';

const shown = (...pages: Page[]) => parseMarkup(render(h(Pages, { pages })));
const linksIn = (...pages: Page[]) =>
  named(shown(...pages), 'a').map((link) => [link.attributes.get('href'), textIn(link)]);

const mistake: Page = { path: 'docs/mistakes/busy-loop', text: '# A busy loop\n\nIt never waits.\n' };
const check = (text: string): Page => ({ path: 'docs/checks/a.check', text: `# A check\n\n${text}\n` });

describe('a link in a page', () => {
  test.each([
    ['[it](../mistakes/busy-loop.md)', 'it'],
    ['[it](../mistakes/busy-loop.md#why)', 'it'],
    ['[it](../mistakes/busy-loop.md "A busy loop")', 'it'],
    ['[a `busy` loop\nover two lines](../mistakes/busy-loop.md)', 'a busy loop\nover two lines'],
  ])('leads to the page that is here: %j', (link, text) => {
    expect(linksIn(check(link), mistake)).toEqual([['#page-docs-mistakes-busy-loop', text]]);
  });

  test('leads to a page of the same folder, and from there back', () => {
    const other: Page = { path: 'docs/checks/b.check', text: '# Another\n\nSee [a](./a.check.md).\n' };
    expect(linksIn(check('See [b](b.check.md).'), other)).toEqual([
      ['#page-docs-checks-b.check', 'b'],
      ['#page-docs-checks-a.check', 'a'],
    ]);
  });

  test.each([
    'Read [all](../authoring.md).',
    'Read [all](https://example.com/).',
    'Read [all](#why).',
    'Read [all](javascript:alert(1)).',
    'Read [all](../authoring.md "titled").',
  ])('is plain text where it leads out of here: %s', (text) => {
    const page = shown(check(text), mistake);
    expect(named(page, 'a')).toEqual([]);
    expect(textIn(page)).toContain('Read all.');
  });

  test('is as the other pages are, however often a page was shown before', () => {
    const page = check('[it](../mistakes/busy-loop.md)');
    expect(linksIn(page)).toEqual([]);
    expect(linksIn(page, mistake)).toHaveLength(1);
    expect(linksIn(page)).toEqual([]);
  });
});

describe('a page', () => {
  test('is folded under its own heading, which is not said twice', () => {
    const page = shown(mistake);
    expect(textIn(only(named(page, 'summary')))).toBe('A busy loop');
    expect(textIn(page).match(/A busy loop/g)).toHaveLength(1);
    expect(only(named(page, 'details')).attributes.get('id')).toBe('page-docs-mistakes-busy-loop');
  });

  test('of nothing but its heading is not said twice, either', () => {
    expect(textIn(shown({ ...mistake, text: '# A busy loop' }))).toBe('Read onA busy loop');
  });

  test('without a heading is called by its path', () => {
    expect(textIn(only(named(shown({ ...mistake, text: 'It never waits.' }), 'summary')))).toBe(mistake.path);
  });

  test('has its headings below those of the report', () => {
    const page = shown(check('## Why\n\n### Since when\n\n# Again\n\n##### Deep\n'));
    expect(elementsIn(page).flatMap(({ name }) => (/^h\d$/.test(name) ? [name] : []))).toEqual([
      'h2',
      'h3',
      'h4',
      'h3',
      'h6',
    ]);
  });

  test('has tables that can be reached with the keyboard', () => {
    const table = only(named(shown(check('| a | b |\n|---|---|\n| 1 | 2 |')), 'table'));
    expect(table.attributes.get('tabindex')).toBe('0');
  });

  test('runs nothing that is written in it', () => {
    const page = shown(check('<script>alert(1)</script> <img src=x onerror=alert(1)>'));
    expect(named(page, 'script')).toEqual([]);
    expect(named(page, 'img')).toEqual([]);
  });
});

test('no page of this package shows a picture or leads out, and none has a heading above its fold', async () => {
  const { grade } = await recordedReport('reference');
  const mistakes = readdirSync(new URL('../../../docs/mistakes/', import.meta.url));
  const failed = gradeOf(
    mistakes.map((file, index) =>
      checkResult({
        id: grade.checks[index % grade.checks.length]?.id ?? '',
        status: 'failed',
        points: 0,
        mistake: file.replace('.md', ''),
      }),
    ),
  );
  const report = await makeReport({ grade: failed, journal: null, recordIdsIn: () => [] }, instructor);
  expect(report.pages.length).toBeGreaterThan(50);
  const page = parseMarkup(textOf(renderHtml({ ...report, grade: { ...report.grade, checks: [] } }, tools)));
  expect(named(page, 'img')).toEqual([]);
  const ids = new Set(elementsIn(page).map(({ attributes }) => `#${attributes.get('id')}`));
  const hrefs = named(page, 'a').map(({ attributes }) => attributes.get('href') ?? '');
  expect(hrefs.length).toBeGreaterThan(50);
  expect(hrefs.filter((href) => !ids.has(href))).toEqual([]);
  expect(named(page, 'h1')).toHaveLength(1);
});
