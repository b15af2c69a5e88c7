/** Rosters that were damaged on their way, or are something else: read, or refused by the one error that there is for it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownersOf } from '../../src/batch/roster/owners.ts';
import { parseRoster } from '../../src/batch/roster/parse-roster.ts';
import { readRoster } from '../../src/batch/roster/read-roster.ts';
import { GraderError } from '../../src/grader-error.ts';
import { damaged } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const classroom =
  '"identifier","github_username","github_id","name","group_name"\r\n"s1","ada","1","Lovelace, Ada ""the""","Team One"\r\n"s2","bob","","",""\r\n';
const classroom50 =
  '\ufeffusername;first_name;last_name;email;section;role\nada;Ada;Lovelace;ada@example.org;B;student\nprof;;;;;teacher\n';
const utf16 = Buffer.from(`\ufeff${classroom}`, 'utf16le');

const anyBytes = fc.oneof(
  damaged([Buffer.from(classroom), Buffer.from(classroom50), utf16]),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from('id,login\n'), bytes])),
);

test('any file is a roster, or ROSTER_INVALID', async () => {
  await using folder = await makeTemporaryFolder();
  const file = join(folder.path, 'roster.csv');
  await fc.assert(
    fc.asyncProperty(anyBytes, fc.string(), async (bytes, id) => {
      await writeFile(file, bytes);
      const read = await readRoster(file).catch((error: unknown) => error);
      if (read instanceof GraderError) {
        expect(read.code).toBe('ROSTER_INVALID');
        expect(read.message).not.toMatch(/\n|NaN|undefined/);
        return;
      }
      if (!Array.isArray(read)) throw read;
      expect(read.length).toBeGreaterThan(0);
      expect(ownersOf(id, read).kind).toMatch(/^(nobody|one|group|unclear)$/);
    }),
    runs(200),
  );
});

test('what is written by RFC 4180 is read as it was, but for the space around it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '\r\n', '\0', '=', "'") });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (names) => {
      const rows = names.map((name, index) => `s${index},"${name.replaceAll('"', '""')}"`);
      const parsed = parseRoster(['id,name', ...rows, ''].join('\n'));
      if ('problem' in parsed) throw new Error(`${parsed.line}: ${parsed.problem}`);
      expect(parsed.roster.map(({ student: { name } }) => name)).toEqual(names.map((name) => name.trim() || null));
    }),
    runs(200),
  );
});

test('a roster of a hundred thousand is read', () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `s${index}`);
  expect(parseRoster(['id', ...lines].join('\n'))).toMatchObject({ roster: { length: lines.length } });
});
