/** `docs/security.md` says of each attack what its `expected.json` says, which `npm run test:hostile` holds to be so. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { attackTable } from './support/attack-table.ts';
import { hostileCases, levels } from './support/hostile-cases.ts';

const page = new URL('../docs/security.md', import.meta.url);
const text = readFileSync(page, 'utf8');

test('its table is what the cases say', () => {
  const [table = ''] = /^\| case +\|.*(?:\n\|.*)*/m.exec(text) ?? [];
  expect(cellsOf(table)).toEqual(cellsOf(attackTable(hostileCases)));
});

function cellsOf(table: string): string[][] {
  const rows = table.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
  return rows.filter(([, first = '']) => !/^-+$/.test(first));
}

test.each(hostileCases)('$name says once what is to become of it at each level', ({ outcomes }) => {
  expect(outcomes.flatMap((outcome) => outcome.levels).sort()).toEqual([...levels].sort());
});

test('it names each gap of a level that it has in words', () => {
  const gaps = hostileCases.filter(({ outcomes }) => outcomes.some(({ reached }) => reached.length > 0));
  const [section = ''] = /^## What `process` leaves open$[\s\S]*?(?=^## )/m.exec(text) ?? [];
  expect(gaps.map(({ name }) => name).filter((name) => !section.includes(name.slice(0, 2)))).toEqual([]);
});

test('it links to pages that exist', () => {
  const links = [...text.matchAll(/\]\(([^)#:]+?)(?:#[^)]*)?\)/g)].flatMap(([, link]) => link ?? []);
  expect(links.filter((link) => !existsSync(fileURLToPath(new URL(link, page))))).toEqual([]);
});
