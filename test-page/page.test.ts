/** The page of real gradings in a real browser, as a reader would use it. */
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';
import { bytesOf, type GradedFixtures, gradeFixtures } from './graded.ts';
import { openPage, violations } from './open-page.ts';

const names = [
  'reference',
  'commits-before-printing',
  'own-partition-all-members',
  'does-not-compile',
  'hostile-output',
];

let browser: Browser;
let fixtures: GradedFixtures;

beforeAll(async () => {
  fixtures = await gradeFixtures(names);
  browser = await chromium.launch({ executablePath: findBrowser(process.env), args: ['--no-sandbox'] });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await fixtures?.[Symbol.asyncDispose]();
});

const open = (file: string, options?: BrowserContextOptions) => openPage(browser, file, options);

describe.each(names)('%s', (name) => {
  describe.each(['light', 'dark'] as const)('by %s', (colorScheme) => {
    test.each([360, 1440])('%i pixels wide: it fits, is quiet, and axe finds nothing', async (width) => {
      await using opened = await open(fixtures.pageOf(name), { colorScheme, viewport: { width, height: 900 } });
      const { page, troubles } = opened;
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      expect(await violations(page)).toEqual([]);
      expect(troubles).toEqual([]);
    });
  });

  test('under 500 KB', async () => {
    expect((await bytesOf(fixtures.pageOf(name))).length).toBeLessThan(500_000);
  });
});

test('nothing of what a program printed runs, hides or turns anything around', async () => {
  await using opened = await open(fixtures.pageOf('hostile-output'));
  const { page, troubles } = opened;
  await page.locator('.outputs > summary').first().click();
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await page.locator('img, iframe, object, embed, [onclick], [onload], [onerror], [onfocus]').count()).toBe(0);
  expect(await page.locator('a[href]:not([href^="#"])').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.locator('style').count()).toBe(1);
  await expect(page.locator('.outputs pre').first().textContent()).resolves.toContain(
    '</pre></script></title><script>',
  );
  expect(await page.locator('.check.failed').textContent()).toContain('\\u{1b}[2J');
  expect((await bytesOf(fixtures.pageOf('hostile-output'))).toString().match(/(?![\n\t])\p{C}/gu)).toBeNull();
  expect(troubles).toEqual([]);
});

test('without JavaScript everything can be read, folded and filtered', async () => {
  await using opened = await open(fixtures.pageOf('commits-before-printing'), { javaScriptEnabled: false });
  const { page, troubles } = opened;
  expect(await page.locator('h1').textContent()).toBe('commits-before-printing');
  expect(await page.locator('.check.failed').textContent()).toContain('offsets.nothing-lost-after-crash');
  expect(await page.locator('svg[role=img]').count()).toBeGreaterThan(10);
  expect(await page.locator('button').first().isVisible()).toBe(false);
  await page.locator('#show-failed').check();
  expect(await page.locator('.check:visible').count()).toBe(1);
  expect(troubles).toEqual([]);
});

describe('a reader', () => {
  test('unfolds a check that passed, with the keyboard alone', async () => {
    await using opened = await open(fixtures.pageOf('reference'));
    const { page } = opened;
    const check = page.locator('details.check').first();
    const reason = check.locator('p').first();
    expect(await reason.isVisible()).toBe(false);
    await check.locator('> summary').focus();
    await page.keyboard.press('Enter');
    expect(await reason.isVisible()).toBe(true);
  });

  test('filters by how checks ended', async () => {
    await using opened = await open(fixtures.pageOf('does-not-compile'));
    const { page } = opened;
    const all = await page.locator('.check:visible').count();
    await page.locator('#show-failed').check();
    const failed = await page.locator('.check:visible').count();
    expect(failed).toBe(await page.locator('.check.failed').count());
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(all);
    await page.locator('#show-all').check();
    expect(await page.locator('.check:visible').count()).toBe(all);
  });

  test('goes from mark to mark in a drawing with the arrow keys', async () => {
    await using opened = await open(fixtures.pageOf('reference'));
    const { page } = opened;
    const drawing = page.locator('#scenario-scaling .scroll').first();
    const told = page.locator('#scenario-scaling output').first();
    await drawing.focus();
    await page.keyboard.press('ArrowRight');
    const first = await told.textContent();
    await page.keyboard.press('ArrowRight');
    const second = await told.textContent();
    expect(first).toMatch(/\d s: /);
    expect(second).not.toBe(first);
    expect(await page.locator('.pointed').count()).toBe(1);
    await page.keyboard.press('Home');
    expect(await told.textContent()).toBe(first);
    await page.keyboard.press('Tab');
    expect(await page.locator('.pointed').count()).toBe(0);
  });

  test('points at a mark and reads what it stands for', async () => {
    await using opened = await open(fixtures.pageOf('reference'));
    const { page } = opened;
    // Nothing is drawn over the end of a process: other marks may lie over what it owned.
    await page.locator('#scenario-scaling .g.exited').first().hover();
    expect(await page.locator('#scenario-scaling output').first().textContent()).toMatch(
      /consumer-1 ended with exit code 0/,
    );
  });

  test('sees the evidence of a check in the drawings, and can let go of it', async () => {
    await using opened = await open(fixtures.pageOf('commits-before-printing'));
    const { page } = opened;
    const show = page.getByRole('button', { name: /^Show in the drawings.*loses nothing in a crash$/ });
    await show.click();
    expect(await page.locator('#scenario-crash .evident').count()).toBeGreaterThan(0);
    expect(await show.getAttribute('aria-pressed')).toBe('true');
    await show.click();
    expect(await page.locator('.evident').count()).toBe(0);
  });

  test('follows a link to a page that is folded', async () => {
    await using opened = await open(fixtures.pageOf('commits-before-printing'));
    const { page } = opened;
    await page.getByRole('link', { name: 'read about this mistake' }).click();
    const target = page.locator('#page-docs-mistakes-commit-before-processing');
    expect(await target.locator('p').first().isVisible()).toBe(true);
  });

  test('prints it: light, without what can only be clicked, with every check', async () => {
    await using opened = await open(fixtures.pageOf('own-partition-all-members'), { colorScheme: 'dark' });
    const { page } = opened;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.filter').isVisible()).toBe(false);
    expect(await page.locator('button').first().isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const drawing = await page.locator('svg[role=img]').first().boundingBox();
    expect(drawing?.width).toBeGreaterThan(300);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('a grade that is not final says so at the top', async () => {
  const file = await fixtures.changed(
    'reference',
    'not-final',
    (grade) => ({
      ...grade,
      final: false,
      score: grade.score - 7,
      checks: grade.checks.map((check, index) =>
        index === 0 ? { ...check, status: 'inconclusive', points: null, reason: 'The broker did not answer.' } : check,
      ),
    }),
    { audience: 'student', due: 'before' },
  );
  await using opened = await open(file);
  const { page } = opened;
  expect(await page.locator('header [role=note]').textContent()).toMatch(/not final.*rise from 93 to 100/);
  expect(await page.locator('.check.undecided .points').textContent()).toBe('?/7');
  expect(await violations(page)).toEqual([]);
});

test('what is kept from students is not in their file', async () => {
  const hide = (audience: 'student' | 'instructor') =>
    fixtures.changed(
      'commits-before-printing',
      `hidden-${audience}`,
      (grade) => ({
        ...grade,
        checks: grade.checks.map((check) => (check.status === 'passed' ? check : { ...check, visibility: 'hidden' })),
      }),
      { audience, due: 'before' },
    );
  const [forStudent, forInstructor] = [await hide('student'), await hide('instructor')];
  const secret = 'no commit beyond what was';
  expect((await bytesOf(forInstructor)).toString()).toContain(secret);
  expect((await bytesOf(forStudent)).toString()).not.toContain(secret);
  await using opened = await open(forStudent);
  expect(await opened.page.locator('.check.withheld').textContent()).toContain('–/3');
  expect(await opened.page.locator('.score').textContent()).toContain('97 of 97 points');
});
