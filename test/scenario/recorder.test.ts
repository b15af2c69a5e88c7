import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJournal } from '../../src/evidence/journal.ts';
import type { ObservedEvent } from '../../src/evidence/observation.ts';
import { GraderError } from '../../src/grader-error.ts';
import { openRecorder } from '../../src/scenario/recorder.ts';
import { header } from '../support/header.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const here = { scenario: 'reading', process: null };
const marked = (mark: string): ObservedEvent => ({ source: 'harness', type: 'marked', mark });

test('what is recorded is stamped, kept, and in the file before anybody is told', async () => {
  await using folder = await makeTemporaryFolder();
  const file = join(folder.path, 'observations.jsonl');
  let nowMs = 0;
  using recorder = openRecorder(file, header, () => nowMs);
  const toldWith: unknown[] = [];
  using _telling = recorder.onObservation(() => toldWith.push(parseJournal(readFileSync(file, 'utf8'))));
  nowMs = 12.3456;
  const a = recorder.record(marked('a'), here);
  const b = recorder.record(marked('b'), here);
  expect(a).toEqual({ seq: 1, atMs: 12.3, ...here, ...marked('a') });
  expect(toldWith).toEqual([
    { header, observations: [a] },
    { header, observations: [a, b] },
  ]);
  expect(recorder.observations.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(recorder.history.scenario('reading').mark('b')?.seq).toBe(2);
  expect(recorder.failure).toBeNull();
});

test('a listener that was disposed of is told nothing', async () => {
  await using folder = await makeTemporaryFolder();
  using recorder = openRecorder(join(folder.path, 'observations.jsonl'), header, () => 0);
  const told: number[] = [];
  const telling = recorder.onObservation(({ seq }) => told.push(seq));
  recorder.record(marked('a'), here);
  telling[Symbol.dispose]();
  recorder.record(marked('b'), here);
  expect(told).toEqual([1]);
});

describe('where the journal cannot be written, the grading goes on in memory, and the failure is kept', () => {
  test.each([
    ['a folder stands in its place', (folder: string) => folder, 'EISDIR'],
    ['its folder does not exist', (folder: string) => join(folder, 'gone', 'observations.jsonl'), 'ENOENT'],
  ])('%s', async (_why, fileIn, code) => {
    await using folder = await makeTemporaryFolder();
    const file = fileIn(folder.path);
    using recorder = openRecorder(file, header, () => 0);
    recorder.record(marked('a'), here);
    expect(recorder.history.scenario('reading').mark('a')?.seq).toBe(1);
    expect(recorder.failure).toBeInstanceOf(GraderError);
    expect(recorder.failure).toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', exitCode: 2 });
    expect(recorder.failure?.message).toContain(file);
    expect(recorder.failure?.message).toContain(code);
  });

  test.runIf(existsSync('/dev/full'))('the disk is full', () => {
    using recorder = openRecorder('/dev/full', header, () => 0);
    recorder.record(marked('a'), here);
    recorder.record(marked('b'), here);
    expect(recorder.observations).toHaveLength(2);
    expect(recorder.failure).toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', message: expect.stringContaining('ENOSPC') });
  });
});
