/** Journals that something went wrong with: what is whole in them is read as it was, or the line that is not is told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { journalLine, parseJournal } from '../../src/evidence/journal.ts';
import { maxDepth } from '../../src/evidence/json.ts';
import { damagedText } from '../support/damaged.ts';
import { header } from '../support/header.ts';
import { recordedJournal } from '../support/recorded-journal.ts';
import { runs } from '../support/runs.ts';

/** The header, and one event of each type that was recorded. */
function oneOfEachType(journal: string): string {
  const lines = new Map(journal.split('\n').map((line) => [/"type":"([\w-]+)"/.exec(line)?.[1] ?? '', line]));
  const first = journal.slice(0, journal.indexOf('\n'));
  return [first, ...[...lines].flatMap(([type, line]) => (type === '' ? [] : [line])), ''].join('\n');
}

const journals = ['reference', 'static-member'].map(recordedJournal).map(oneOfEachType);

test('a damaged journal has a line that is wrong, or is one that can be written again', () => {
  fc.assert(
    fc.property(damagedText(journals), (text) => {
      const journal = parseJournal(text);
      if ('problem' in journal) {
        expect(journal.line).toBeGreaterThan(0);
        expect(journal.line).toBeLessThanOrEqual(text.split('\n').length);
        return;
      }
      const again = [journal.header, ...journal.observations].map(journalLine).join('');
      expect(parseJournal(again)).toEqual(journal);
    }),
    runs(300),
  );
});

test('cut off in the middle of a character, it lacks the line with that character', () => {
  const line = Buffer.from(`${JSON.stringify({ note: 'Grüner Tee' })}\n`);
  const whole = Buffer.from(journalLine(header));
  const cut = Buffer.concat([whole, line.subarray(0, line.indexOf('ü') + 1)]);
  expect(parseJournal(cut.toString('utf8'))).toEqual({ header, observations: [] });
});

test.each([100, 200_000])('a line that is nested %i times is told like any other that is wrong', (levels) => {
  const line = `{"seq":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  expect(parseJournal(`${journalLine(header)}${line}\n`)).toEqual({
    line: 2,
    problem: levels > maxDepth ? 'not JSON' : 'it has no type',
  });
});

test('what a line says of prototypes is no field of an event', () => {
  const event = { seq: 1, atMs: 1, scenario: null, process: null, source: 'wire', type: 'connected' };
  const line = `${JSON.stringify(event).slice(0, -1)},"__proto__":{"connection":1}}`;
  expect(parseJournal(`${journalLine(header)}${line}\n`)).toMatchObject({ line: 2 });
  expect(parseJournal(`${journalLine(header)}{"type":"__proto__"}\n`)).toMatchObject({ line: 2 });
});

test('a moment that no number can hold is none', () => {
  const line =
    '{"seq":1,"atMs":1e400,"scenario":null,"process":null,"source":"wire","type":"connected","connection":1}';
  expect(parseJournal(`${journalLine(header)}${line}\n`)).toMatchObject({
    line: 2,
    problem: expect.stringContaining('atMs must be a number from 0'),
  });
});
