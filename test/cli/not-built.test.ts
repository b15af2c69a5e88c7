import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { repository } from './run-grader.ts';

test('a checkout that was installed and not built says so', async () => {
  await using folder = await makeTemporaryFolder();
  await cp(join(repository, 'bin'), join(folder.path, 'bin'), { recursive: true });
  await cp(join(repository, 'package.json'), join(folder.path, 'package.json'));
  const bin = join(folder.path, 'bin', 'kafka-grader.js');
  expect(await execa(process.execPath, [bin, 'doctor'], { reject: false })).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: `kafka-grader is not built yet: \`npm run build\` in ${folder.path}/ does it.`,
  });
});
