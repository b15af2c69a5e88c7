import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableText } from '../../src/report/csv/table.ts';
import { parseTable, readGradebook } from '../../src/reporting/read-gradebook.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

function rewritten(text: string): string {
  const table = parseTable(text);
  if ('problem' in table) throw new Error(table.problem);
  return tableText(table);
}

describe('what is read is written as it was', () => {
  test.for([
    'Student,ID,Section\n"Lovelace, Ada",7,A\n',
    '\ufeffStudent;ID;Section\r\n"Lovelace, Ada";7;"A"\r\n',
    'a\tb\r\n"x\r\ny"\t""\r\n,\r\n',
    'a,b\n"=1",\'=2\n  x , y ',
    '"a";"b"\n1;2',
    'a,b\n1\n1,2,3\n\n',
  ])('%j', (text) => {
    expect(rewritten(text)).toBe(text);
  });

  const aCell = fc
    .tuple(fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '\t', '"', '\n', "'", '=') }), fc.boolean())
    .map(([text, quoted]) => (quoted || /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));

  test('whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.array(aCell, { minLength: 4, maxLength: 4 }), { minLength: 1 }),
        (delimiter, lineEnd, marked, ended, rows) => {
          const lines = [
            `Student${delimiter}ID${delimiter}x${delimiter}Section`,
            ...rows.map((row) => row.join(delimiter)),
          ];
          const text = `${marked ? '\ufeff' : ''}${lines.join(lineEnd)}${ended ? lineEnd : ''}`;
          expect(rewritten(text)).toBe(text);
        },
      ),
    );
  });
});

test('a byte order mark is kept from file to file', async () => {
  await using folder = await makeTemporaryFolder();
  const file = join(folder.path, 'export.csv');
  await writeFile(file, '\ufeffStudent,ID\n');
  expect(tableText(await readGradebook(file))).toBe('\ufeffStudent,ID\n');
});

describe('what is refused', () => {
  const refusal = async (bytes: string | Uint8Array) => {
    await using folder = await makeTemporaryFolder();
    const file = join(folder.path, 'export.csv');
    await writeFile(file, bytes);
    const error = await readGradebook(file).catch((thrown: unknown) => thrown);
    return error instanceof Error ? error.message.replace(file, 'export.csv') : error;
  };

  test('a file that is not there', async () => {
    await expect(readGradebook('/nowhere/export.csv')).rejects.toMatchObject({
      code: 'GRADEBOOK_INVALID',
      exitCode: 3,
    });
  });

  test.for<[bytes: string | Uint8Array, why: RegExp]>([
    ['', /^The gradebook export\.csv can't be read: it is empty; name the CSV file as it was downloaded\.$/],
    [Uint8Array.of(0x53, 0xe9, 0x2c, 0x0a), /: it is not in UTF-8; /],
    ['Student,ID\n"Ada', /: it is no CSV: Quote Not Closed.*; name/],
  ])('%j', async ([bytes, why]) => {
    expect(await refusal(bytes)).toMatch(why);
  });
});
