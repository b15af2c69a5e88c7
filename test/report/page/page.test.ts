/** `report.html` as text: what must hold of it in any browser. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { grade as gradeSchema } from '../../../src/grade/grade.ts';
import { renderHtml } from '../../../src/report/html/render.tsx';
import type { Report } from '../../../src/report/report.ts';
import { makeReport } from '../../../src/reporting/make-report.ts';
import { everyKind, hostileReport, instructor, reportOf, student, textOf } from '../hostile.ts';
import { type Element, elementsIn, named, only, parseMarkup, textIn } from '../markup.ts';
import { type RecordedName, realTools, recordedNames, recordedReport, throughJson } from '../recorded-report.ts';

const pageOf = (report: Report) => textOf(renderHtml(report, realTools));

const recorded = new Map<RecordedName, Report>();
beforeAll(async () => {
  for (const name of recordedNames) recorded.set(name, await recordedReport(name, instructor));
});
function reportNamed(name: RecordedName): Report {
  const report = recorded.get(name);
  if (!report) throw new Error(`${name} is not recorded`);
  return report;
}

const attributesOf = (page: Element, name: string) =>
  elementsIn(page).flatMap(({ attributes }) => attributes.get(name) ?? []);

function deadLinksIn(page: Element): string[] {
  const ids = new Set(attributesOf(page, 'id').map((id) => `#${id}`));
  return attributesOf(page, 'href').filter((href) => !ids.has(href));
}

describe.each(recordedNames)('the page of the recorded %s', (name) => {
  test('is the same after a round trip of its report through JSON', () => {
    const report = reportNamed(name);
    expect(report.stories.length).toBeGreaterThan(5);
    expect(pageOf(throughJson(report))).toBe(pageOf(report));
  });

  test('has each id once, and for each link what it leads to', () => {
    const page = parseMarkup(pageOf(reportNamed(name)));
    const ids = attributesOf(page, 'id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(attributesOf(page, 'href').length).toBeGreaterThan(20);
    expect(deadLinksIn(page)).toEqual([]);
  });

  test('fills with a pattern that it has', () => {
    const page = parseMarkup(pageOf(reportNamed(name)));
    const patterns = new Set(named(page, 'pattern').map(({ attributes }) => `url(#${attributes.get('id')})`));
    const fills = attributesOf(page, 'fill').filter((fill) => fill.startsWith('url('));
    expect(fills.length).toBeGreaterThan(0);
    expect(fills.filter((fill) => !patterns.has(fill))).toEqual([]);
  });

  test('lets run and look only what it was written with', () => {
    const page = parseMarkup(pageOf(reportNamed(name)));
    const policy = only(named(page, 'meta').filter(({ attributes }) => attributes.has('http-equiv'))).attributes;
    expect(policy.get('http-equiv')).toBe('Content-Security-Policy');
    const hashOf = (element: string) => `'sha256-${realTools.sha256Base64(textIn(only(named(page, element))))}'`;
    expect(policy.get('content')).toBe(
      `default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri 'none'; form-action 'none'`,
    );
    expect(attributesOf(page, 'style')).toEqual([]);
  });

  test('takes under 500,000 bytes', () => {
    expect(Buffer.byteLength(pageOf(reportNamed(name)))).toBeLessThan(500_000);
  });

  test('tells of each scenario in drawings and in words', () => {
    const page = parseMarkup(pageOf(reportNamed(name)));
    for (const { scenario, lives } of reportNamed(name).stories) {
      const section = only(
        elementsIn(page).filter(({ attributes }) => attributes.get('id') === `scenario-${scenario}`),
      );
      const labels = attributesOf(section, 'aria-label');
      expect(labels).toContain(`Timeline of ${scenario}`);
      for (const { process } of lives) expect(textIn(section)).toContain(`${process} started`);
    }
  });
});

describe('the page of whatever a program has written', () => {
  const elements = new Set(
    [
      'html head meta title style script body a header main section article fieldset legend label input meter output',
      'h1 h2 h3 h4 p span strong code mark button details summary dl dt dd div ol ul li',
    ].flatMap((names) => names.split(' ')),
  );

  test('has its own elements and attributes only, well nested', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const page = parseMarkup(pageOf(report));
        for (const { name, attributes } of elementsIn(page)) {
          expect(elements).toContain(name);
          for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^src|^style$/);
        }
        for (const href of attributesOf(page, 'href')) expect(href).toMatch(/^#/);
        expect(deadLinksIn(page)).toEqual([]);
        only(named(page, 'script'));
        only(named(page, 'style'));
      }),
    );
  });

  test('says it as it was written, but for what could hide or turn something around', () => {
    const reason = `</p><script>alert(1)</script> "&amp;" 'x' ]]> \u001b[2J \u202etxt.exe \ud800`;
    const report = reportOf({ ...everyKind, checks: everyKind.checks.map((check) => ({ ...check, reason })) });
    expect(textIn(parseMarkup(pageOf(report)))).toContain(
      `</p><script>alert(1)</script> "&amp;" 'x' ]]> \\u{1b}[2J \\u{202e}txt.exe \\u{d800}`,
    );
  });

  test('leads nowhere from a check whose blocker is not in it', () => {
    const report = reportOf({
      ...everyKind,
      checks: everyKind.checks.filter(({ id }) => id === 'group.idle-member-takes-over'),
    });
    const page = parseMarkup(pageOf(report));
    expect(textIn(page)).toContain('Blocked by group.fifth-member-idles');
    expect(deadLinksIn(page)).toEqual([]);
    expect(attributesOf(parseMarkup(pageOf(reportOf(everyKind))), 'href')).toContain('#check-group.fifth-member-idles');
  });
});

describe('the page of a grade', () => {
  test('without stories and pages has neither section nor link to one', () => {
    const text = pageOf(reportOf(everyKind));
    expect(text).not.toMatch(/What happened|Read on|<svg/);
    expect(deadLinksIn(parseMarkup(text))).toEqual([]);
  });

  test('without any check says how many points there were', () => {
    const page = parseMarkup(pageOf(reportOf({ ...everyKind, checks: [], score: 0, maxScore: 0 })));
    expect(textIn(only(named(page, 'header')))).toContain('0 of 0 points');
  });

  const folder = new URL('../../../fixtures/grades/', import.meta.url);
  const old = readdirSync(folder).filter((file) => file.endsWith('.json'));
  test.each(old)('%s, of an earlier version, shows each check', async (file) => {
    const grade = gradeSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    const report = await makeReport({ grade, journal: null, recordIdsIn: () => [] }, student);
    const page = parseMarkup(pageOf(report));
    expect(deadLinksIn(page)).toEqual([]);
    for (const { id } of grade.checks) expect(attributesOf(page, 'id')).toContain(`check-${id}`);
  });

  test('has the name of the submission and the points in its title and at its top', () => {
    const page = parseMarkup(pageOf(reportOf(everyKind)));
    expect(textIn(only(named(page, 'title')))).toBe('ada: 9 of 27 points');
    expect(textIn(only(named(page, 'h1')))).toBe('ada');
    expect(textIn(only(named(page, 'header')))).toContain('9 of 27 points · 33 %');
  });
});

test('an instructor is told which workflow files a student was not given, and a student is not', () => {
  const workflows = [
    { path: '.github/workflows/grade.yml', sha256: 'ab', state: 'changed' as const },
    { path: '.github/workflows/given.yml', sha256: 'cd', state: 'as-given' as const },
  ];
  const grade = { ...everyKind, repository: { workflows } };
  const told = '.github/workflows/grade.yml changed';
  expect(pageOf(reportOf(grade, instructor))).toContain(`<dd>${told}</dd>`);
  expect(pageOf(reportOf(grade, student))).not.toContain(told);
});
