/** A grading that was recorded, judged again and shown by the command line. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runGrader } from './run-grader.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-regrade-test-'));
  const recorded = new URL('../../fixtures/observations/reference.jsonl.gz', import.meta.url);
  await writeFile(join(folder, 'observations.jsonl'), gunzipSync(await readFile(recorded)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const timelineIn = (text: string) => text.slice(text.indexOf('who owned'), text.indexOf('× ended') + '× ended'.length);

test('shows what the group did, as the README does', async () => {
  const { stdout, exitCode } = await runGrader(['regrade', folder]);
  expect(exitCode).toBe(0);
  expect(timelineIn(stdout)).toContain('consumer-5');
  expect(await readFile(new URL('../../README.md', import.meta.url), 'utf8')).toContain(timelineIn(stdout));
});

test('takes what the journal names for an exercise, never for a folder with code in it', async () => {
  const forged = join(folder, 'forged');
  await mkdir(join(forged, 'mine'), { recursive: true });
  await writeFile(join(forged, 'mine/exercise.js'), 'throw new Error("this was run")');
  const journal = await readFile(join(folder, 'observations.jsonl'), 'utf8');
  await writeFile(join(forged, 'observations.jsonl'), journal.replace('"kafka-consumers"', '"./mine"'));
  const { stderr, exitCode } = await runGrader(['regrade', '.'], { cwd: forged });
  expect(stderr).toMatch(/observations\.jsonl is about the exercise "\.\/mine", which is none of kafka-consumers,/);
  expect(exitCode).toBe(3);
});

test('shows programs nothing but the grade', async () => {
  const { stdout } = await runGrader(['regrade', folder, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ score: 100 });
});
