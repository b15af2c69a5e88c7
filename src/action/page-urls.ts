import { readFileSync } from 'node:fs';
import { isObject, type Json, parseJson } from '../evidence/json.ts';
import { packagedFile } from '../packaged-file.ts';
import type { ReportedGrade } from '../report/report.ts';
import { pagesFor } from '../reporting/pages.ts';

/** Where the pages about lost checks are read, by their paths with `.md`; none where this package is not around the action. */
export async function pageUrls(grade: ReportedGrade): Promise<ReadonlyMap<string, string>> {
  const base = baseUrl();
  if (base === null) return new Map();
  const pages = await pagesFor(grade);
  return new Map(pages.map(({ path }) => [`${path}.md`, `${base}/${path}.md`]));
}

/** On GitHub, as of this version. */
function baseUrl(): string | null {
  const manifest = readManifest();
  if (manifest === undefined || !isObject(manifest) || manifest['name'] !== 'kafka-grader') return null;
  const { repository, version } = manifest;
  const [, name] = typeof repository === 'string' ? (/^github:([\w.-]+\/[\w.-]+)$/.exec(repository) ?? []) : [];
  return name === undefined || typeof version !== 'string' ? null : `https://github.com/${name}/blob/v${version}`;
}

function readManifest(): Json | undefined {
  try {
    return parseJson(readFileSync(packagedFile('package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
