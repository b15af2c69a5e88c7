import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { GraderError } from '../grader-error.ts';
import type { Cell, Table } from '../report/csv/table.ts';

const delimiters = [',', ';', '\t'] as const satisfies readonly Table['delimiter'][];
const mark = '\ufeff';

/** A CSV file with all that is needed to write it again as it is. GRADEBOOK_INVALID where it is none, or not in UTF-8. */
export async function readGradebook(file: string): Promise<Table> {
  const text = await readText(file);
  const table = parseTable(text);
  if ('problem' in table) throw invalid(file, `it is no CSV: ${table.problem}`);
  if (table.records.length === 0) throw invalid(file, 'it is empty');
  return table;
}

/** What stands between the delimiter that makes the first record longest. */
export function parseTable(text: string): Table | { problem: string } {
  const marked = text.startsWith(mark);
  const body = marked ? text.slice(mark.length) : text;
  try {
    const delimiter = delimiters.reduce((best, other) => (width(body, other) > width(body, best) ? other : best));
    return {
      marked,
      delimiter,
      lineEnd: lineEndOf(body),
      ended: body.endsWith('\n'),
      records: recordsOf(body, delimiter),
    };
  } catch (error) {
    if (error instanceof CsvError) return { problem: error.message.replace(/\s+/g, ' ') };
    throw error;
  }
}

/** The end of the first line; every other piece of what quotes divide stands in a quoted cell. */
function lineEndOf(text: string): Table['lineEnd'] {
  const outside = text.split('"').find((piece, index) => index % 2 === 0 && /[\r\n]/.test(piece));
  return outside !== undefined && /^[^\r\n]*\r\n/.test(outside) ? '\r\n' : '\n';
}

/** 0 where it can't be read so at all. */
function width(text: string, delimiter: string): number {
  try {
    return recordsOf(text, delimiter, { to: 1 })[0]?.length ?? 0;
  } catch (error) {
    if (error instanceof CsvError) return 0;
    throw error;
  }
}

function recordsOf(text: string, delimiter: string, part: { to?: number } = {}): Cell[][] {
  const quoted: boolean[][] = [];
  const records = parse(text, {
    ...part,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    cast: (cell, { records: record, quoting }) => {
      quoted[record] ??= [];
      quoted[record].push(quoting);
      return cell;
    },
  });
  return records.map((cells, record) =>
    cells.map((cell, at) => ({ text: cell, quoted: quoted[record]?.[at] ?? false })),
  );
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw invalid(file, 'it is not in UTF-8', cause);
  }
}

function invalid(file: string, why: string, cause?: unknown): GraderError {
  const message = `The gradebook ${file} can't be read: ${why}; name the CSV file as it was downloaded.`;
  return new GraderError('GRADEBOOK_INVALID', message, { cause });
}
