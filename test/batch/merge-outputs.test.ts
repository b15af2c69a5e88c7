import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mergeOutputs } from '../../src/batch/merge-outputs.ts';
import { classRecord } from '../../src/grade/class-record.ts';
import { readGrading } from '../../src/grading/read-grade.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { failed, passed, recordOf, storeBatch, undecided } from './stored-batch.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
const at = (...path: string[]) => join(folder.path, ...path);
beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const merge = (outputs: readonly string[], out = 'merged') =>
  mergeOutputs({ outputs: outputs.map((path) => at(path)), out: at(out), signal: new AbortController().signal });

const shard = (index: number, of: number) => ({ shard: { index, of } });
const csvIn = (out: string) => readFile(at(out, 'grades.csv'), 'utf8');

test('shards become one class, with all that stood beside each grade', async () => {
  await storeBatch(at('1'), { bob: failed, dan: null }, shard(1, 3));
  await storeBatch(at('2'), { ada: passed, carol: undecided }, shard(2, 3));
  await storeBatch(at('3'), {}, shard(3, 3));
  await writeFile(at('2', 'submissions', 'ada', 'observations.jsonl'), 'seen');
  const { outcomes, missing, unfinished } = await merge(['1', '2', '3']);

  expect({ missing, unfinished }).toEqual({ missing: [], unfinished: [] });
  expect(outcomes.map(({ id, status }) => [id, status])).toEqual([
    ['ada', 'graded'],
    ['bob', 'graded'],
    ['carol', 'graded'],
    ['dan', 'not-graded'],
  ]);
  expect(await csvIn('merged')).toBe(
    [
      'id,score,max_score,final,consume.prints-every-value',
      'ada,7,7,true,7',
      'bob,0,7,true,0',
      'carol,0,7,false,',
      'dan,,,false,',
      '',
    ].join('\n'),
  );
  const record = classRecord.parse(JSON.parse(await readFile(at('merged', 'batch.json'), 'utf8')));
  expect(record.submissions.map(({ id, why }) => [id, why])).toEqual([
    ['ada', null],
    ['bob', null],
    ['carol', null],
    ['dan', 'No Kafka.'],
  ]);
  expect(await readGrading(at('merged'))).toMatchObject({ of: 'batch' });
  expect((await readdir(at('merged', 'submissions', 'ada'))).sort()).toEqual(['grade.json', 'observations.jsonl']);
  expect(await readdir(folder.path)).toEqual(['1', '2', '3', 'merged']);
});

test('what is missing or has not ended is named, and the rest merged', async () => {
  await storeBatch(at('2'), { ada: passed }, shard(2, 4));
  await mkdir(at('3', 'submissions', 'bob'), { recursive: true });
  const { outcomes, missing, unfinished } = await merge(['2', '3']);
  expect(outcomes).toHaveLength(1);
  expect(missing.map(({ index }) => index)).toEqual([1, 3, 4]);
  expect(unfinished).toEqual([at('3')]);
});

test('a merge is made anew where one was made before, and nothing else is replaced', async () => {
  await storeBatch(at('1'), { ada: passed }, shard(1, 2));
  await storeBatch(at('2'), { bob: failed }, shard(2, 2));
  await merge(['1', '2']);
  await merge(['2']);
  expect(await readdir(at('merged', 'submissions'))).toEqual(['bob']);
  expect((await merge(['1', 'merged'], 'again')).missing).toEqual([]);

  await mkdir(at('empty'));
  await merge(['1'], 'empty');
  await storeBatch(at('other'), { ada: failed });
  const before = await csvIn('other');
  await expect(merge(['1'], 'other')).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
  expect(await csvIn('other')).toBe(before);
  expect((await readdir(folder.path)).sort()).toEqual(['1', '2', 'again', 'empty', 'merged', 'other']);
});

test('a merge that is stopped leaves what was there, and nothing else', async () => {
  await storeBatch(at('1'), { ada: passed });
  await storeBatch(at('2'), { bob: passed });
  await merge(['1']);
  const before = await csvIn('merged');
  const stop = new AbortController();
  const stopped = mergeOutputs({ outputs: [at('1'), at('2')], out: at('merged'), signal: stop.signal });
  stop.abort(new Error('Enough.'));
  await expect(stopped).rejects.toThrow('Enough.');
  expect(await csvIn('merged')).toBe(before);

  await writeFile(at('file'), '');
  await expect(merge(['1'], 'file/merged')).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', exitCode: 2 });
  expect(await readdir(folder.path)).toEqual(['1', '2', 'file', 'merged']);
});

describe('a submission that two batches have', () => {
  test('counts once where its grades are the same', async () => {
    await storeBatch(at('1'), { ada: passed });
    await storeBatch(at('2'), { ada: { ...passed, durationMs: 1 } });
    expect((await merge(['1', '2', '1'])).outcomes).toHaveLength(1);
  });

  test('has the more decided of its grades', async () => {
    await storeBatch(at('1'), { ada: null, bob: undecided, carol: passed });
    await storeBatch(at('2'), { ada: undecided, bob: passed, carol: null });
    await merge(['1', '2']);
    expect(await csvIn('merged')).toContain('\nada,0,7,false,\nbob,7,7,true,7\ncarol,7,7,true,7\n');
  });

  test.for([
    ['other points', failed],
    ['other files', { ...passed, submission: { ...passed.submission, sha256: '01' } }],
  ] as const)('stops the merge where both are final and are of %s', async ([, other]) => {
    await storeBatch(at('1'), { ada: passed });
    await storeBatch(at('2'), { ada: other });
    await expect(merge(['1', '2'])).rejects.toMatchObject({
      code: 'CANNOT_MERGE',
      exitCode: 2,
      message: `ada has another grade in ${at('1')} than in ${at('2')}; \`kafka-grader diff\` shows how they differ: leave one of them out.`,
    });
    expect(await readdir(folder.path)).toEqual(['1', '2']);
  });
});

test('batches of another grader are not joined', async () => {
  await storeBatch(at('1'), { ada: passed });
  await storeBatch(at('2'), { bob: passed }, { grader: { ...recordOf({}).grader, version: '2.0.0' } });
  await expect(merge(['1', '2'])).rejects.toMatchObject({
    code: 'CANNOT_MERGE',
    message: `${at('2')} can't be joined with ${at('1')}: its grader is of version 2.0.0, not 1.2.3.`,
  });
});

describe('what can not be merged', () => {
  test.for(['merged', 'merged/part', '.'])('an output that --out touches: %s', async (out) => {
    await storeBatch(at('1'), { ada: passed });
    await merge(['1']);
    await expect(merge(['merged'], out)).rejects.toMatchObject({ code: 'USAGE', exitCode: 3 });
    expect(await readdir(at('merged', 'submissions'))).toEqual(['ada']);
  });

  test('the same by another path', async () => {
    await storeBatch(at('1'), { ada: passed });
    await merge(['1']);
    await symlink(at('merged'), at('link'));
    await expect(merge(['merged'], 'link')).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('nothing, and what is no output', async () => {
    await mkdir(at('empty'));
    const advice = 'it holds neither batch.json nor submissions/; name the folder that was given as --out.';
    for (const path of ['nowhere', 'empty']) {
      await expect(merge([path])).rejects.toMatchObject({
        code: 'NO_SUCH_OUTPUT',
        message: `No output of a batch at ${at(path)}: ${advice}`,
      });
    }
    await mkdir(at('begun', 'submissions'), { recursive: true });
    await expect(merge(['begun'])).rejects.toMatchObject({ code: 'NO_SUCH_OUTPUT', exitCode: 3 });
  });

  test('a record that is broken, or lacks a grade that it tells of', async () => {
    await storeBatch(at('1'), { ada: passed });
    await writeFile(at('1', 'submissions', 'ada', 'grade.json'), '{}');
    await expect(merge(['1'])).rejects.toMatchObject({ code: 'GRADE_UNREADABLE' });
    await writeFile(at('1', 'batch.json'), '{}');
    await expect(merge(['1'])).rejects.toMatchObject({
      code: 'GRADE_UNREADABLE',
      message: `${at('1', 'batch.json')} can't be read as what a batch writes: schema is missing; it must be "kafka-grader/batch/v1".`,
    });
  });
});
