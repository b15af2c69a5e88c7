/** The scripts that engines run, as shellcheck reads them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { repository } from '../test/cli/run-grader.ts';

const scripts = readdirSync(join(repository, 'deploy'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(sh|sbatch)$/.test(name),
);

test.each(scripts)('shellcheck has nothing against %s', async (name) => {
  expect(await execa('shellcheck', [join(repository, 'deploy', name)], { reject: false })).toMatchObject({
    exitCode: 0,
    stdout: '',
  });
});
