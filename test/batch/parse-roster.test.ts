import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRoster } from '../../src/batch/roster/parse-roster.ts';
import { readRoster } from '../../src/batch/roster/read-roster.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

function studentsOf(text: string) {
  const parsed = parseRoster(text);
  if ('problem' in parsed) throw new Error(`${parsed.line}: ${parsed.problem}`);
  return parsed.roster;
}

const nobody = { identifier: null, name: null, login: null, email: null, section: null };
const ada = { ...nobody, identifier: 's1', name: 'Ada Lovelace', login: 'ada', email: 'ada@example.org', section: 'B' };

describe('a roster', () => {
  test('of GitHub Classroom, where some have not linked their accounts', () => {
    const text =
      '"identifier","github_username","github_id","name"\n"ada@uni.example","ada","815","Ada Lovelace"\n"bob@uni.example","","",""\n';
    expect(studentsOf(text)).toEqual([
      {
        student: { ...nobody, identifier: 'ada@uni.example', login: 'ada', name: 'Ada Lovelace' },
        group: null,
        line: 2,
      },
      { student: { ...nobody, identifier: 'bob@uni.example' }, group: null, line: 3 },
    ]);
  });

  test('of GitHub Classroom with groups, which some rows lack', () => {
    const text =
      '"identifier","github_username","github_id","name","group_name"\n"s1","ada","1","Ada","Team One"\n"s2","bob","2","Bob"\n';
    expect(studentsOf(text).map(({ group }) => group)).toEqual(['Team One', null]);
  });

  test('of Classroom 50, where teachers are no students', () => {
    const text = [
      'username,first_name,last_name,email,section,github_id,role',
      'ada,Ada,Lovelace,ada@example.org,B,1,student',
      'prof,Pro,Fessor,prof@example.org,,2,teacher',
      'bob,Bob,,,,3,',
      '',
    ].join('\n');
    expect(studentsOf(text).map(({ student }) => student)).toEqual([
      { ...ada, identifier: null },
      { ...nobody, login: 'bob', name: 'Bob' },
    ]);
  });

  test.each([
    ['commas', 'id,name,login,email,section\ns1,Ada Lovelace,ada,ada@example.org,B\n'],
    ['semicolons', 'ID;Name;GitHub_Username;E;Email;Section\ns1;Ada Lovelace;ada;x;ada@example.org;B\n'],
    ['tabs', 'identifier\tname\tusername\temail\tsection\ns1\tAda Lovelace\tada\tada@example.org\tB'],
    [
      'a byte order mark and the line ends of Windows',
      '\ufeffid,name,login,email,section\r\n\r\ns1,Ada Lovelace,ada,ada@example.org,B\r\n',
    ],
    ['quotes', '"id" , "name","login","email","section"\n"s1", "Ada Lovelace" ,"ada","ada@example.org","B"\n,,,,\n'],
  ])('with %s', (_, text) => {
    expect(studentsOf(text).map(({ student }) => student)).toEqual([ada]);
  });

  test('counts the lines of the file, not those of the table', () => {
    expect(studentsOf('id,name\n\ns1,"Ada\nLovelace"\ns2,Bob\n').map(({ line }) => line)).toEqual([4, 5]);
  });

  test('can hold anything, and is read or has a line that is wrong', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('id', 'login', 'a', '"', ',', ';', '\n', '\r\n', ' ', 'é'), { maxLength: 30 }),
        (parts) => {
          const parsed = parseRoster(parts.join(''));
          if ('problem' in parsed) expect(parsed.line).toBeGreaterThanOrEqual(1);
          else expect(parsed.roster.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('what is wrong has a line', () => {
  test.each([
    ['', '1: it is empty; the first line names the columns, such as identifier,name,login'],
    [
      'name,section\nAda,B\n',
      '1: no column says whose a submission is; the first line names one or more of identifier, id, github_username, username, login, email',
    ],
    ['id,login,username\n', '1: "login" and "username" mean the same; one of them must go'],
    ['id,name\n', '1: it lists no student; each has a line below the first'],
    ['id,role\np,teacher\n', '1: it lists no student; each has a line below the first'],
    [
      'id,name\ns1,Lovelace, Ada\n',
      '2: it has more cells than the first line; quotes are needed around one that holds the separator',
    ],
    ['id,name\ns1,"Ada\ns2,Bob\n', '3: a quote is opened here or above, and never closed'],
    ...['=HYPERLINK("x")', '"Ada" Lovelace', '"Ada"" "Lovelace"'].map((name) => [
      `id,name\ns1,${name}\n`,
      '2: a cell has a quote in its middle; it is allowed where the whole cell stands in quotes and each one in it is doubled: "Ada ""the first"""',
    ]),
    [
      'id,name\ns1,Ada\n,Bob\n',
      '3: nothing says whose a submission is; an identifier, a login or an e-mail address is needed',
    ],
    ['id,login\ns1,ada\ns2,Ada\n', '3: the login Ada is in line 2 too; each is of one student'],
    ['id\ns1\nS1\n', '3: the identifier S1 is in line 2 too; each is of one student'],
  ])('%j', (text, expected) => {
    const parsed = parseRoster(text);
    expect('problem' in parsed && `${parsed.line}: ${parsed.problem}`).toBe(expected);
  });

  test.each([
    [
      'in Latin-1',
      Buffer.from('id,name\ns1,Ada \xe9', 'latin1'),
      /^The roster can't be read: \S+ is not in UTF-8; name a CSV file in UTF-8\.$/,
    ],
    ['in UTF-8', 'name\nAda\n', /^\S+roster\.csv:1: no column says .*, email\.$/],
    ['missing', null, /^The roster can't be read: ENOENT: .*; name a CSV file in UTF-8\.$/],
  ])('of a file %s', async (_, contents, message) => {
    await using folder = await makeTemporaryFolder();
    const file = join(folder.path, 'roster.csv');
    if (contents !== null) await writeFile(file, contents);
    await expect(readRoster(file)).rejects.toMatchObject({
      code: 'ROSTER_INVALID',
      exitCode: 3,
      message: expect.stringMatching(message),
    });
  });
});
