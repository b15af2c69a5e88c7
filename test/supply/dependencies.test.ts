/** What is not our own code: each exact, with its digest, and with a reason in docs/dependencies.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { repository } from '../cli/run-grader.ts';

const textOf = (path: string) => readFileSync(join(repository, path), 'utf8');

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, scripts: versions })
  .parse(JSON.parse(textOf('package.json')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string(),
        integrity: z.string().optional(),
        resolved: z.string().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(textOf('package-lock.json')));
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** The rows of the table below a heading of the page, by the package in their first cell. */
function tableBelow(heading: string): Map<string, string[]> {
  const [, section = ''] = textOf('docs/dependencies.md').split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `(\S+?)` *\|(.*)\|$/gm);
  return new Map([...rows].map(([, name = '', cells = '']) => [name, cells.split('|').map((cell) => cell.trim())]));
}

test.each([
  ['To run', manifest.dependencies],
  ['To develop', manifest.devDependencies],
])('%s: each has its row with all that it has to say, and each row a dependency', (heading, dependencies) => {
  const rows = tableBelow(heading);
  expect([...rows.keys()]).toEqual(Object.keys(dependencies));
  expect([...rows.values()].flat().filter((cell) => cell === '')).toEqual([]);
});

test('each that is needed to run is used where its row says', () => {
  const sources = ['src', 'graders'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => ({ room: roomOf(folder, path), text: textOf(join(folder, path)) })),
  );
  const used = (name: string) => sources.filter(({ text }) => new RegExp(`'${name}(/[^']+)?'`).test(text));
  for (const [name, [, , rooms = '']] of tableBelow('To run')) {
    const found = [...new Set(used(name).map(({ room }) => `\`${room}\``))];
    expect({ name, rooms: rooms.split(', ') }).toEqual({ name, rooms: found.sort() });
  }
});

function roomOf(folder: string, path: string): string {
  return folder === 'graders' ? folder : `${folder}/${path.split('/')[0]}`;
}

test('versions are exact, and written in one place', () => {
  for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(textOf('docs/dependencies.md')).not.toContain(version);
  }
});

test('every package of the lockfile has its digest, and none a registry of its own', () => {
  expect(locked.length).toBeGreaterThan(0);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test('nothing that is installed runs a script, and each that has one is accounted for', () => {
  expect(textOf('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  const withScript = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  const names = new Set(
    withScript.map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  );
  expect([...tableBelow('Install scripts').keys()]).toEqual([...names].sort());
});

test('our own scripts count on none that npm would run before or after them', () => {
  const names = Object.keys(manifest.scripts);
  const around = names.filter((name) => names.some((other) => name === `pre${other}` || name === `post${other}`));
  expect(around).toEqual([]);
  expect(manifest.scripts['test']).toMatch(/^tsc -b && /);
});
