/** Which level is chosen, and what is said where it is not to be had. */
import { chmod, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runGrader } from '../cli/run-grader.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const reference = join(fixturesFolder, 'kafka-consumers', 'reference');

/** A machine where commands are found that are needed for Node, and no other. */
async function withoutWalls() {
  const folder = await makeTemporaryFolder();
  await chmod(folder.path, 0o755);
  for (const name of ['sh', 'env']) await symlink(join('/bin', name), join(folder.path, name));
  const env = { PATH: `${folder.path}:${dirname(process.execPath) === '/usr/bin' ? '' : dirname(process.execPath)}` };
  return { env: { ...env, DOCKER_HOST: 'unix:///no/docker.sock' }, ...folder };
}

test('strangers’ programs are not run where there are no walls, unless somebody says so', async () => {
  await using bare = await withoutWalls();
  const { exitCode, stderr } = await runGrader(['batch', dirname(reference), '--out', join(bare.path, 'out')], bare);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/\(NO_ISOLATION\)\n.*bubblewrap: no bwrap on the path/);
  expect(stderr).toContain('--isolation process');
});

test('a level that was asked for is not come down from', async () => {
  await using bare = await withoutWalls();
  const args = ['grade', reference, '--isolation', 'bubblewrap', '--out', join(bare.path, 'out')];
  const { exitCode, stderr } = await runGrader(args, bare);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('bubblewrap does not work here (NO_ISOLATION)');
});

test.each(['process', 'bubblewrap'])('%s is said at once, and stands in the grade', async (level) => {
  await using folder = await makeTemporaryFolder();
  const out = join(folder.path, 'out');
  const args = ['grade', reference, '--isolation', level, '--only', 'produce.exits-cleanly', '--broker', 'jvm'];
  // The working directory is not where the grader is installed: behind walls, it is not there.
  const { exitCode, stderr } = await runGrader([...args, '--out', out], { cwd: folder.path });
  expect(exitCode).toBe(0);
  expect(stderr.split('\n')[0]).toBe(`Isolation: ${level}, because as asked`);
  expect(JSON.parse(await readFile(join(out, 'grade.json'), 'utf8'))).toMatchObject({ grader: { isolation: level } });
});
