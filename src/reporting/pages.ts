import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagedFile } from '../packaged-file.ts';
import type { Page, ReportedGrade } from '../report/report.ts';

const folders = ['docs/checks', 'docs/mistakes'] as const;

/** Read once a process: a batch asks for the same pages again and again. */
let known: Promise<ReadonlyMap<string, Page>> | undefined;

/** The pages of the checks that lost points, and of the mistakes that they lost them by, where this package has one. */
export async function pagesFor({ checks }: ReportedGrade): Promise<readonly Page[]> {
  const lost = checks.flatMap((check) => (check.shown === 'whole' && check.status !== 'passed' ? [check] : []));
  const paths = lost.flatMap(({ id, mistake }) => [`docs/checks/${id}`, `docs/mistakes/${mistake}`]);
  return pagesAt(new Set(paths));
}

/** Those of these pages that this package has. */
export async function pagesAt(paths: ReadonlySet<string>): Promise<readonly Page[]> {
  known ??= readPages();
  const pages = await known;
  return [...paths].flatMap((path) => pages.get(path) ?? []);
}

async function readPages(): Promise<ReadonlyMap<string, Page>> {
  const pages = await Promise.all(folders.map(readFolder));
  return new Map(pages.flat().map((page) => [page.path, page]));
}

async function readFolder(folder: string): Promise<Page[]> {
  const at = packagedFile(folder);
  const files = (await readdir(at)).filter((file) => file.endsWith('.md'));
  return Promise.all(
    files.map(async (file) => ({
      path: `${folder}/${file.slice(0, -'.md'.length)}`,
      text: await readFile(join(at, file), 'utf8'),
    })),
  );
}
