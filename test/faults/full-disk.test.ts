/** A disk that becomes full: nothing that was known is lost, and nobody is blamed for what could not be written. */
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { fixture, isBlameless, nothing, printsOrder, type Scene, setScene, statusesOf } from './scene.ts';
import { mountSmallDisk } from './small-disk.ts';

const limitMs = 240_000;

const only = ['--only', 'consume.survives-bad-records', '--broker', 'jvm'];

/** Started in the scene's folder, which nobody is in who comes through a disk. */
function through(scene: Scene, starter: readonly string[]): readonly string[] {
  return [...starter, 'sh', '-c', 'cd "$0" && exec "$@"', scene.folder];
}

test.concurrent('under the output folder: the grading ends, and its journal stays', { timeout: limitMs }, async ({
  expect,
}) => {
  await using scene = await setScene();
  await using disk = await mountSmallDisk(scene.at('small'), { sizeMib: 8 });
  const grading = scene.run(['grade', fixture('reference'), ...only, '--out', scene.at('small', 'out')], {
    through: through(scene, disk.through),
  });
  await eventually(
    () => readFile(disk.at('out', 'observations.jsonl'), 'utf8').catch(() => ''),
    (journal) => journal.includes('"type":"started"'),
  );
  await disk.fill({ leaveMib: 0 });
  const { exitCode, stderr } = await grading;
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toMatch(
    /The journal \S+small\/out\/observations\.jsonl can't be written \(ENOSPC.*, 0\.0 MiB are left there\)\. .*\(OUTPUT_NOT_WRITABLE\)/,
  );
  expect(await readdir(disk.at('out'))).toEqual(['observations.jsonl']);
  const regraded = await scene.run(['regrade', disk.at('out'), '--out', 'again']);
  expect(regraded.exitCode, regraded.stderr).toBe(2);
  expect(statusesOf(await scene.grade('again'))).toEqual({ 'consume.survives-bad-records': 'inconclusive' });
  expect(await scene.left()).toEqual(nothing);
});

test.concurrent('under the output folder of a batch: what was graded stays, and it is gone on with', {
  timeout: limitMs,
}, async ({ expect }) => {
  await using scene = await setScene();
  await using disk = await mountSmallDisk(scene.at('small'), { sizeMib: 8 });
  await scene.handIn('empty', 'reference', 'skips-last-order');
  const args = ['batch', 'class', '--only', 'produce', '--broker', 'jvm', '--jobs', '1', '--seed', 'tea'];
  const run = (...more: string[]) =>
    scene.run([...args, '--out', scene.at('small', 'out'), ...more], { through: through(scene, disk.through) });
  const batch = run();
  const gradeOfReference = () => readFile(disk.at('out', 'submissions', 'reference', 'grade.json'), 'utf8');
  await eventually(
    () => gradeOfReference().catch(() => ''),
    (text) => text !== '',
    60_000,
  );
  await disk.fill({ leaveMib: 0 });
  const first = await batch;
  expect(first.exitCode, first.stderr).toBe(2);
  expect(first.stderr).toMatch(/\(ENOSPC.*, 0\.0 MiB are left there\)\. .*\(OUTPUT_NOT_WRITABLE\)/);
  const before = await gradeOfReference();
  expect(JSON.parse(before)).toMatchObject({ score: 12, final: true });

  await disk.free();
  const second = await run('--resume');
  expect(second.exitCode, second.stderr).toBe(0);
  expect(await gradeOfReference()).toBe(before);
  expect(await readdir(disk.at('out'))).toEqual(['batch.json', 'class.html', 'grades.csv', 'submissions']);
  expect(await scene.left()).toEqual(nothing);
});

test.concurrent('where programs run: no print that could not be written costs points', { timeout: limitMs }, async ({
  expect,
}) => {
  await using scene = await setScene();
  await using disk = await mountSmallDisk(scene.temporary, { sizeMib: 200 });
  const starter = through(scene, disk.through);
  const grading = scene.run(['grade', fixture('reference'), ...only, '--out', 'out'], { through: starter });
  await scene.moment('out', printsOrder);
  await disk.fill({ leaveMib: 20 });
  const { exitCode, stderr } = await grading;
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toMatch(
    /^The disk is full where programs run: [\d.]+ MiB are left in \S+, 64 MiB are needed\. \(DISK_FULL\)$/m,
  );
  const grade = await scene.grade('out');
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
  expect(await readdir(disk.at())).toEqual(['filling']);

  const refused = await scene.run(['grade', fixture('reference'), ...only, '--out', 'other'], { through: starter });
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/^The disk is full .* \(DISK_FULL\)\n {2}What programs print .* set TMPDIR/m);
  expect(await readdir(disk.at())).toEqual(['filling']);
  expect((await scene.left()).processes).toEqual([]);
});

test.concurrent('where the programs of a batch run: it ends, and what was graded stays', { timeout: limitMs }, async ({
  expect,
}) => {
  await using scene = await setScene();
  await using disk = await mountSmallDisk(scene.temporary, { sizeMib: 200 });
  await scene.handIn('no-key', 'reference');
  const args = ['batch', 'class', '--only', 'produce', '--broker', 'jvm', '--jobs', '1', '--out', 'out'];
  const batch = scene.run(args, { through: through(scene, disk.through) });
  await scene.moment('out/submissions/reference', ({ type }) => type === 'started');
  await disk.fill({ leaveMib: 20 });
  const { exitCode, stderr } = await batch;
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toMatch(/\(DISK_FULL\)/);
  expect(await scene.grade('out/submissions/no-key')).toMatchObject({ score: 7, final: true });
  expect(await readFile(scene.at('out', 'grades.csv'), 'utf8')).toContain('\nno-key,7,12,true,');
  expect(await readdir(disk.at())).toEqual(['filling']);
  expect((await scene.left()).processes).toEqual([]);
});
