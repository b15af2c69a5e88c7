/** Whole submissions whose programs run in containers. */
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseGrade } from '../src/grade/parse-grade.ts';
import { runGrader } from '../test/cli/run-grader.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';

const submission = (name: string) => join(fixturesFolder, 'kafka-consumers', name);

test.each([
  ['reference', []],
  // Each program finds its way from the address that all of them insist on.
  ['hard-coded-brokers', ['consume.uses-settings']],
])('%s earns what it earns anywhere', { timeout: 240_000 }, async (name, failed) => {
  await using out = await makeTemporaryFolder();
  const { stderr } = await runGrader(['grade', submission(name), '--isolation', 'docker', '--out', out.path]);
  expect(stderr.split('\n')[0]).toBe('Isolation: docker, because as asked');
  const grade = parseGrade(await readFile(join(out.path, 'grade.json'), 'utf8'));
  if ('problem' in grade) throw new Error(grade.problem);
  expect(grade.checks.flatMap(({ id, status }) => (status === 'passed' ? [] : [id]))).toEqual(failed);
  expect(grade.grader.isolation).toBe('docker');
});

test('where bubblewrap is not, containers are what strangers’ programs run in', { timeout: 120_000 }, async () => {
  await using folder = await makeTemporaryFolder();
  for (const name of ['sh', 'env']) await symlink(join('/bin', name), join(folder.path, name));
  const args = ['grade', submission('reference'), '--only', 'produce.exits-cleanly', '--broker', 'container'];
  const { stderr, exitCode } = await runGrader([...args, '--out', join(folder.path, 'out')], {
    env: { PATH: folder.path },
  });
  expect(stderr.split('\n')[0]).toMatch(
    /^Isolation: docker, because bubblewrap: no bwrap on the path; Docker \S+ works here$/,
  );
  expect(exitCode).toBe(0);
});
