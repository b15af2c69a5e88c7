/**
 * Takes the pictures that the README shows: of a submission that lost points, and of a group that shared its partitions.
 *
 *     npm run screenshots -- <out of a broken submission> <out of the reference>
 */
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { chromium } from 'playwright-core';
import { findBrowser } from '../test-page/find-browser.ts';

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const [broken, reference] = process.argv.slice(2);
if (broken === undefined || reference === undefined) throw new Error('Name the output folders of two gradings.');

const grader = fileURLToPath(new URL('../../bin/kafka-grader.js', import.meta.url));
for (const out of [broken, reference]) await execa(process.execPath, [grader, 'report', out, '--format', 'html,svg']);

const browser = await chromium.launch({ executablePath: findBrowser(process.env), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 } });
  await page.goto(pathToFileURL(join(resolve(broken), 'report.html')).href);
  await page.screenshot({ path: join(images, 'report-light.png') });

  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(join(resolve(reference), 'report.html')).href);
  await page.locator('#scenario-scaling > .outputs').evaluate((after) => after.parentElement?.scrollIntoView());
  await page.setViewportSize({ width: 1100, height: 900 });
  await page.screenshot({ path: join(images, 'scaling-dark.png') });
} finally {
  await browser.close();
}
await copyFile(join(resolve(reference), 'timeline-scaling.svg'), join(images, 'timeline-scaling.svg'));
