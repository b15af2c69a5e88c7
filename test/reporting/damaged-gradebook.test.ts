/** Exports of gradebooks that were damaged, or are something else, filled in as if they were whole. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GraderError } from '../../src/grader-error.ts';
import { fillCanvas } from '../../src/report/csv/canvas.ts';
import { fillMoodle } from '../../src/report/csv/moodle.ts';
import { tableText } from '../../src/report/csv/table.ts';
import { parseTable, readGradebook } from '../../src/reporting/read-gradebook.ts';
import { classWith, policy } from '../report/class.ts';
import { damaged, damagedText } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const canvas =
  'Student,ID,SIS User ID,SIS Login ID,Section,Day 3 (8),Current Score\r\n    Points Possible,,,,,12.00,(read only)\r\n"Lovelace, Ada",501,1815,alovelace,A,,95.00\r\n"\'=Bo, ""X""",502,=1+1,"bo",B,"3.00",80.00\r\n';
const moodle =
  '\ufeffIdentifier,"Full name","Email address",Grade,"Maximum Grade","Last modified (grade)"\nParticipant 1,"Ada Lovelace",ada@uni.example,,12.00,-\n';
const utf16 = Buffer.from(`\ufeff${canvas}`, 'utf16le');

test('any file is a gradebook, or GRADEBOOK_INVALID', async () => {
  await using folder = await makeTemporaryFolder();
  const file = join(folder.path, 'export.csv');
  await fc.assert(
    fc.asyncProperty(damaged([Buffer.from(canvas), Buffer.from(moodle), utf16]), async (bytes) => {
      await writeFile(file, bytes);
      const read = await readGradebook(file).catch((error: unknown) => error);
      if (!(read instanceof GraderError)) {
        if (read instanceof Error) throw read;
        return;
      }
      expect(read.code).toBe('GRADEBOOK_INVALID');
      expect(read.message).not.toMatch(/\n|undefined/);
    }),
    runs(200),
  );
});

test('what is read can be written and read again, and filled in by whoever knows it', () => {
  const piece = fc.constantFrom('a', '"', '""', ',', ';', '\t', '\r', '\n', '\r\n', ' ', '\0', '=', '\ufeff');
  const anyText = fc.oneof(
    damagedText([canvas, moodle]),
    fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
  );
  const points = classWith({ policy });
  fc.assert(
    fc.property(anyText, (text) => {
      const table = parseTable(text);
      if ('problem' in table) return;
      expect(parseTable(tableText(table))).toMatchObject({
        records: table.records.map((cells) => cells.map(({ text }) => ({ text }))),
      });
      for (const fill of [fillCanvas, fillMoodle]) {
        const filled = fill(points, table);
        if ('text' in filled) expect(parseTable(filled.text)).not.toHaveProperty('problem');
      }
    }),
    runs(300),
  );
});

describe('the end of the first line is found', () => {
  test.each([
    ['where nothing but quotes stands before it', `${'"'.repeat(2000)}\n`, '\n'],
    ['where it is in quotes first', '"a\nb"\r\nc\n', '\r\n'],
    ['where none is', '"a\r\nb"', '\n'],
    ['where a quote is in quotes', '"a""\r\n",b\n"c"\r\n', '\n'],
  ])('%s', (_, text, lineEnd) => {
    expect(parseTable(text)).toMatchObject({ lineEnd });
  });
});
