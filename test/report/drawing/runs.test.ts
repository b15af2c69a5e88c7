import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Run, runsOf } from '../../../src/report/drawing/runs.ts';
import type { Life } from '../../../src/report/story/story.ts';
import { lifeOf, prints, record } from './tales.ts';

const log = (offsets: readonly number[]) => ({
  partition: 0,
  records: offsets.map((offset) => record(offset)),
  commits: [],
});
const inShort = ({ firstOffset, lastOffset, printers }: Run) =>
  `${firstOffset}-${lastOffset} ${printers.join(' ') || 'nobody'}`;
const runs = (offsets: readonly number[], ...readers: Life[]) => runsOf(log(offsets), 't', readers).map(inShort);
const reader = (process: string, ...offsets: number[]) =>
  lifeOf(process, { prints: prints(offsets, 10_000 * Number(process.at(-1))) });

describe('runs of records', () => {
  test('are by who printed them, with a gap where nobody did', () => {
    expect(runs([0, 1, 2, 3, 4, 5], reader('c-1', 0, 1, 4), reader('c-2', 3))).toEqual([
      '0-1 c-1',
      '2-2 nobody',
      '3-3 c-2',
      '4-4 c-1',
      '5-5 nobody',
    ]);
  });

  test('tell each print, by several and by one alone', () => {
    expect(runs([0, 1, 2], reader('c-1', 0, 1, 1), reader('c-2', 0))).toEqual([
      '0-0 c-1 c-2',
      '1-1 c-1 c-1',
      '2-2 nobody',
    ]);
  });

  test('end where the log has no record, as behind a transaction', () => {
    expect(runs([0, 1, 3], reader('c-1', 0, 1, 3))).toEqual(['0-1 c-1', '3-3 c-1']);
  });

  test('end where records begin that no print could be known of', () => {
    const records = [record(0), record(1, { hasId: false }), record(2, { hasId: false }), record(3)];
    const found = runsOf({ partition: 0, records, commits: [] }, 't', []);
    expect(found.map(({ firstOffset, lastOffset, hasId }) => [firstOffset, lastOffset, hasId])).toEqual([
      [0, 0, true],
      [1, 2, false],
      [3, 3, true],
    ]);
  });

  test('know nothing of prints of other partitions and topics', () => {
    const elsewhere = lifeOf('c-1', { prints: prints([0], 1, { partition: 1 }) });
    const other = lifeOf('c-2', { prints: prints([0], 2, { topic: 'u' }) });
    expect(runs([0], elsewhere, other)).toEqual(['0-0 nobody']);
  });

  const printed = fc.array(fc.nat(20), { maxLength: 30 });
  test('hold every record once, by offset, and every line that printed one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20)), printed, printed, (unsorted, one, other) => {
        const offsets = unsorted.sort((some, others) => some - others);
        const readers = [reader('c-1', ...one), reader('c-2', ...other)];
        const found = runsOf(log(offsets), 't', readers);
        const covered = found.flatMap(({ firstOffset, lastOffset }) =>
          Array.from({ length: lastOffset - firstOffset + 1 }, (_, index) => firstOffset + index),
        );
        expect(covered).toEqual(offsets);
        for (const { firstOffset, lastOffset, printers } of found) {
          for (let offset = firstOffset; offset <= lastOffset; offset += 1) {
            const by = readers.flatMap((life) =>
              life.prints.filter((print) => print.offset === offset).map(() => life.process),
            );
            expect(printers).toEqual(by);
          }
        }
        const lines = readers.flatMap((life) => life.prints.filter(({ offset }) => offsets.includes(offset)));
        const seqs = [...offsets.map((offset) => 1000 + offset), ...lines.map(({ seq }) => seq)];
        expect(found.flatMap((run) => run.seqs).sort()).toEqual(seqs.sort());
      }),
    );
  });

  test('are as long as they can be', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20)), printed, (unsorted, one) => {
        const found = runsOf(log(unsorted.sort((some, others) => some - others)), 't', [reader('c-1', ...one)]);
        found.forEach((run, index) => {
          const next = found[index + 1];
          if (next?.firstOffset === run.lastOffset + 1) expect(next.printers).not.toEqual(run.printers);
        });
      }),
    );
  });
});
