/** The pages that reports and students are sent to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { type Limit, limits } from '../src/evidence/observation.ts';
import { outputLimits, processLimits } from '../src/process/limits.ts';

const checkPages = new URL('../docs/checks/', import.meta.url);
const mistakePages = new URL('../docs/mistakes/', import.meta.url);

const rubric = new Map(kafkaConsumers.rubric.map(({ id, points }) => [id, points]));

function pagesIn(folder: URL): string[] {
  return readdirSync(folder).filter((file) => file !== 'README.md');
}

function textOf(page: string, folder: URL): string {
  return readFileSync(new URL(page, folder), 'utf8');
}

test('every check has its page, and every page its check', () => {
  const ids = pagesIn(checkPages).map((file) => file.replace(/\.md$/, ''));
  expect(ids.sort()).toEqual([...rubric.keys()].sort());
});

test('the table of all checks has their points and titles', () => {
  const rows = [...textOf('README.md', checkPages).matchAll(/^\| \[(.+?)\]\((.+?)\) *\| (\d+) *\| (.+?) *\|$/gm)];
  expect(rows.map(([, id]) => `${id}.md`).sort()).toEqual(pagesIn(checkPages).sort());
  for (const [, id = '', link = '', points, title] of rows) {
    expect(link).toBe(`${id}.md`);
    expect(Number(points)).toBe(rubric.get(id));
    expect(textOf(link, checkPages)).toMatch(`# ${title}\n`);
  }
});

describe.each([
  ['docs/checks', checkPages],
  ['docs/mistakes', mistakePages],
])('%s', (_name, folder) => {
  test.each(readdirSync(folder))('%s links to pages that exist, and closes what it opens', (page) => {
    const text = textOf(page, folder);
    const links = [...text.matchAll(/\]\(([^)#]+?)\)/g)].flatMap(([, link]) => link ?? []);
    const local = links.filter((link) => !/^\w+:/.test(link));
    expect(local.filter((link) => !existsSync(fileURLToPath(new URL(link, new URL(page, folder)))))).toEqual([]);
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
  });
});

test.each(pagesIn(checkPages))('%s shows a picture, and how to try it', (page) => {
  const text = textOf(page, checkPages);
  expect(text).toMatch(/^```(mermaid)?\n[\s\S]+?^```/m);
  expect(text).toContain('\n## Try it yourself\n');
});

test('the table of limits has those that programs are held to', () => {
  const text = readFileSync(new URL('../docs/limits.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `?([\w-]+)`? +\| (\d+)(?: (\w+))? +\|/gm)];
  const { memoryBytes, allocationBytes, processes, cpuSeconds } = processLimits;
  const { wallClockSeconds, fileBytes, diskBytes, openFiles } = processLimits;
  const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MiB`;
  const allowed: Record<Limit | 'output', string> = {
    memory: mebibytes(memoryBytes),
    allocation: mebibytes(allocationBytes),
    processes: `${processes}`,
    cpu: `${cpuSeconds} s`,
    'wall-clock': `${wallClockSeconds} s`,
    'file-size': mebibytes(fileBytes),
    disk: mebibytes(diskBytes),
    'open-files': `${openFiles}`,
    output: mebibytes(outputLimits.streamBytes),
  };
  expect(
    Object.fromEntries(rows.map(([, limit, amount, unit]) => [limit, unit ? `${amount} ${unit}` : amount])),
  ).toEqual(allowed);
  expect(Object.keys(allowed).sort()).toEqual([...limits, 'output'].sort());
});
