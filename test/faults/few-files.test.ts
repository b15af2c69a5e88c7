/** A process that may open too few files: it says so, and blames nobody. */
import { readdir } from 'node:fs/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { fixture, isBlameless, nothing, printsOrder, setScene } from './scene.ts';

const limitMs = 240_000;

const grading = [
  'grade',
  fixture('reference'),
  '--only',
  'consume.survives-bad-records',
  '--broker',
  'jvm',
  '--out',
  'out',
];
const limited = (count: number) => ({ through: ['prlimit', `--nofile=${count}`] });

test.each([64, 100, 150, 200])(
  'a limit of %i is refused before anything is graded',
  { timeout: limitMs },
  async (count) => {
    await using scene = await setScene();
    const { exitCode, stdout, stderr } = await scene.run(grading, limited(count));
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^The grader can't go on: .* \(OUT_OF_FILES\)\n {2}Raise the limit \(`ulimit -n 4096`\)/m);
    expect(await readdir(scene.folder)).toEqual(['tmp']);
    expect(await scene.left()).toEqual(nothing);
  },
);

test('a batch that may open too few ends as well', { timeout: limitMs }, async () => {
  await using scene = await setScene();
  await scene.handIn('reference', 'no-key', 'empty', 'sends-twice');
  const { exitCode, stderr } = await scene.run(
    ['batch', 'class', '--only', 'produce', '--broker', 'jvm', '--jobs', '4', '--out', 'out'],
    limited(400),
  );
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/ 400 files and sockets may be open at a time, and \d+ are needed\. \(OUT_OF_FILES\)$/m);
  expect(await scene.left()).toEqual(nothing);
});

test('where they run out in the middle, the grading ends before a connection is lost', {
  timeout: limitMs,
}, async () => {
  await using scene = await setScene();
  const running = scene.run(grading);
  await scene.moment('out', printsOrder);
  await execa('prlimit', ['--pid', String(running.pid), '--nofile=96']);
  const { exitCode, stderr } = await running;
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toMatch(/^The grader can't go on: .* \(OUT_OF_FILES\)$/m);
  expect(stderr).toMatch(/: broken off: The grader can't go on: /);
  expect(isBlameless(await scene.grade('out'))).toBe(true);
  expect(await scene.left()).toEqual(nothing);
});
