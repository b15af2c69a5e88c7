import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Keys, matchRows, type RowKeys } from '../../src/report/csv/match-rows.ts';

const nobody: Keys = { identifier: null, login: null, email: null, name: null };
const none: RowKeys = { identifier: [], login: [], email: [], name: [] };

describe('who is found', () => {
  test.for<[why: string, keys: Partial<Keys>, row: Partial<RowKeys>]>([
    ['by identifier', { identifier: '1815' }, { identifier: ['7', '1815'] }],
    ['by login', { login: 'Ada' }, { login: ['ada'] }],
    ['by e-mail', { email: 'Ada@uni.example ' }, { email: ['ada@uni.example'] }],
    ['by name', { name: 'Ada  Lovelace' }, { name: ['ada lovelace'] }],
    ['by name, the last one first', { name: 'Ada Lovelace' }, { name: ['Lovelace, Ada'] }],
    ['by name, however it is composed', { name: 'Zoe\u0308 Ku\u0308hn' }, { name: ['Kühn, Zoë'] }],
  ])('%s', ([, keys, row]) => {
    expect(matchRows([{ ...nobody, ...keys }], [none, { ...none, ...row }])).toEqual([{ found: 'row', row: 1 }]);
  });
});

test('the surest key decides, and who is found so leaves the others', () => {
  const rows = [
    { ...none, email: ['ada@x'], name: ['Ada Lee'] },
    { ...none, email: ['other@x'], name: ['Ada Lee'] },
  ];
  const people = [
    { ...nobody, name: 'Ada Lee' },
    { ...nobody, name: 'Ada Lee', email: 'ada@x' },
  ];
  expect(matchRows(people, rows)).toEqual([
    { found: 'row', row: 1 },
    { found: 'row', row: 0 },
  ]);
});

test('of two rows, or for two people, none is taken', () => {
  const row = { ...none, name: ['Ada Lee'] };
  const ada = { ...nobody, name: 'Ada Lee' };
  expect(matchRows([ada], [row, row])).toEqual([{ found: 'several', by: 'name' }]);
  expect(matchRows([ada, ada], [row])).toEqual([
    { found: 'several', by: 'name' },
    { found: 'several', by: 'name' },
  ]);
});

test('a row that two could have is nobody else’s either', () => {
  const rows = [{ ...none, identifier: ['1'], name: ['Ada Lee'] }];
  const twice = { ...nobody, identifier: '1' };
  expect(matchRows([twice, twice, { ...nobody, name: 'Ada Lee' }], rows)[2]).toEqual({ found: 'nobody' });
});

test('an empty key finds no empty cell', () => {
  expect(matchRows([{ ...nobody, login: ' ' }], [{ ...none, login: [''] }])).toEqual([{ found: 'nobody' }]);
});

const key = fc.constantFrom('a', 'b', 'c', 'd', '');
const aPerson = fc.record({
  identifier: fc.option(key),
  login: fc.option(key),
  email: fc.option(key),
  name: fc.option(key),
});
const aRow = fc.record({
  identifier: fc.array(key, { maxLength: 2 }),
  login: fc.array(key, { maxLength: 1 }),
  email: fc.array(key, { maxLength: 1 }),
  name: fc.array(key, { maxLength: 1 }),
});

test('a row is one person’s at most, who has a key of it, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(aPerson, { maxLength: 6 }), fc.array(aRow, { maxLength: 6 }), (people, rows) => {
      const matches = matchRows(people, rows);
      const taken = matches.flatMap((match) => (match.found === 'row' ? [match.row] : []));
      expect(new Set(taken).size).toBe(taken.length);
      for (const [person, match] of matches.entries()) {
        if (match.found !== 'row') continue;
        const { identifier, login, email, name } = people[person] ?? nobody;
        const row = rows[match.row] ?? none;
        expect(
          row.identifier.includes(identifier ?? '-') ||
            row.login.includes(login ?? '-') ||
            row.email.includes(email ?? '-') ||
            row.name.includes(name ?? '-'),
        ).toBe(true);
      }
      expect(matchRows([...people].reverse(), rows).reverse()).toEqual(matches);
    }),
  );
});
