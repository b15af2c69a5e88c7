/** The page of a class in a real browser, as an instructor would use it. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { writeClassPage } from '../src/reporting/class-page.ts';
import { readClass } from '../src/reporting/read-class.ts';
import { generatedGrade } from '../test/report/class/generated.ts';
import { everyKind } from '../test/report/hostile.ts';
import { makeClassFolder, oldGrade } from '../test/support/class-folder.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { findBrowser } from './find-browser.ts';
import { openPage, violations } from './open-page.ts';

let browser: Browser;
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let file: string;

const hostileId = '<script>globalThis.pwned=1<∕script> \u202etxt.exe "onclick=" 100%25#?';

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  const student = { identifier: '17', name: '\u202eAda <b>L.</b>', login: 'ada', email: null, section: 'B' };
  const generated = Array.from({ length: 30 }, (_, index) => [`student-${index}`, generatedGrade(index)]);
  const workflows = [{ path: '.github/<img src=x>.yml', sha256: null, state: 'changed' }];
  await makeClassFolder(folder.path, {
    grades: {
      ...Object.fromEntries(generated),
      old: await oldGrade('as-the-contract-has-it'),
      older: await oldGrade('contract-example'),
      'with-mistake': await oldGrade('with-mistake'),
      [hostileId]: { ...everyKind, repository: { workflows } },
    },
    record: {
      checks: kafkaConsumers.rubric.map(({ id, title, points }) => ({ id, title, points })),
      absent: [{ ...student, name: '<script>globalThis.pwned=1</script>' }],
    },
    members: [
      { id: hostileId, student, attempts: 2 },
      { id: 'unlucky', status: 'not-graded', why: 'The broker died.</li><script>globalThis.pwned=1</script>' },
    ],
  });
  await writeClassPage(folder.path, await readClass(folder.path));
  file = join(folder.path, 'class.html');
  browser = await chromium.launch({ executablePath: findBrowser(process.env), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  await folder?.[Symbol.asyncDispose]();
});

describe.each(['light', 'dark'] as const)('by %s', (colorScheme) => {
  test.each([360, 1440])('%i pixels wide: it fits, is quiet, and axe finds nothing', async (width) => {
    await using opened = await openPage(browser, file, { colorScheme, viewport: { width, height: 900 } });
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

test('nothing of what somebody has written runs, hides or turns anything around', async () => {
  await using opened = await openPage(browser, file);
  const { page, troubles } = opened;
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await page.locator('img, iframe, object, embed, [onclick], [onload], [onerror], [onfocus]').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.content()).not.toMatch(/(?![\n\t])\p{C}/u);
  expect(await page.locator('#trouble').textContent()).toContain('</li><script>globalThis.pwned=1</script>');
  expect(troubles).toEqual([]);
});

test('leads to the page of each student, whatever the folder is called', async () => {
  await using opened = await openPage(browser, file);
  const link = opened.page.locator('.member a', { hasText: 'txt.exe' });
  const target = join(folder.path, 'submissions', hostileId, 'report.html');
  expect(await link.evaluate((element) => (element instanceof HTMLAnchorElement ? element.href : ''))).toBe(
    // What it means, not how it is written: a quote may be written in two ways.
    new URL(`submissions/${encodeURIComponent(hostileId)}/report.html`, pathToFileURL(file)).href,
  );
  const [response] = await Promise.all([opened.page.waitForEvent('framenavigated'), link.click()]);
  expect(decodeURIComponent(new URL(response.url()).pathname)).toBe(target);
});

test('without JavaScript everything can be read, unfolded and filtered', async () => {
  await using opened = await openPage(browser, file, { javaScriptEnabled: false });
  const { page, troubles } = opened;
  const members = page.locator('.member');
  expect(await members.count()).toBe(35);
  expect(await page.locator('thead button').count()).toBe(0);
  expect(await page.locator('svg[role=img]').getAttribute('aria-label')).toMatch(/final grades are distributed\. /);
  await page.locator('#show-not-graded').check();
  expect(await page.locator('.member:visible').allTextContents()).toEqual([expect.stringContaining('unlucky')]);
  const who = page.locator('article details').first();
  await who.locator('> summary').click();
  expect(await who.locator('a').first().isVisible()).toBe(true);
  expect(troubles).toEqual([]);
});

describe('a reader', () => {
  test('sorts by what a column says, as numbers where they are', async () => {
    await using opened = await openPage(browser, file);
    const { page } = opened;
    const points = async () => (await page.locator('#all tbody tr td:nth-child(3)').allTextContents()).map(Number);
    const isSorted = (figures: number[]) => figures.every((figure, index) => figure >= (figures[index - 1] ?? 0));
    expect(isSorted((await points()).toReversed())).toBe(true);
    const button = page.locator('#all thead').getByRole('button', { name: 'points' });
    await button.click();
    expect(isSorted(await points())).toBe(true);
    expect(await page.locator('#all [aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await page.locator('#all thead').getByRole('button', { name: 'submission' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.member').first().textContent()).toContain('with-mistake');
  });

  test('follows a mistake to its page, which is folded', async () => {
    await using opened = await openPage(browser, file);
    await opened.page.getByRole('link', { name: 'read about this mistake' }).first().click();
    expect(await opened.page.locator('.pages details[open] p').first().isVisible()).toBe(true);
  });

  test('prints it: light, without what can only be clicked, and the tables with their heads', async () => {
    await using opened = await openPage(browser, file, { colorScheme: 'dark' });
    const { page } = opened;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.filter').isVisible()).toBe(false);
    expect(await page.locator('#all thead').getByRole('button', { name: 'points' }).isVisible()).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('a class in which nobody has a grade says so, and axe finds nothing', async () => {
  await using empty = await makeTemporaryFolder();
  await makeClassFolder(empty.path, { grades: {}, record: null });
  await writeClassPage(empty.path, await readClass(empty.path));
  await using opened = await openPage(browser, join(empty.path, 'class.html'));
  expect(await opened.page.locator('main').textContent()).toContain('There is no final grade yet');
  expect(await violations(opened.page)).toEqual([]);
});
