/** `init` as a person calls it. What it writes, and what it refuses, is told in test/template. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import { templateKinds } from '../../src/template/template-kind.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { runGrader } from './run-grader.ts';

test.each(templateKinds)('writes the template for %s, and says which files and what comes next', async (kind) => {
  await using temporary = await makeTemporaryFolder();
  const { exitCode, stdout, stderr } = await runGrader(['init', 'course', '--for', kind], { cwd: temporary.path });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const files = await readTemplate(kafkaConsumers.template ?? '', kind);
  const listed = files.map(({ path }) => `  ${path}\n`).join('');
  expect(stdout).toMatch(`Written to ${join(temporary.path, 'course')}:\n\n${listed}\nNext, in that folder:\n`);
  expect(stdout).toMatch(/npm install .*\n.*README\.md .*\n.*npm run grade /);
  const written = await readdir(join(temporary.path, 'course'), { recursive: true });
  expect(written).toEqual(expect.arrayContaining(files.map(({ path }) => path)));
});

test('a folder that is not empty is left alone, but for --force', async () => {
  await using temporary = await makeTemporaryFolder();
  const again = () => runGrader(['init', '.'], { cwd: temporary.path });
  expect(await again()).toMatchObject({ exitCode: 0 });
  expect(await again()).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(/ is not empty .* use --force, .*\. \(FOLDER_NOT_EMPTY\)$/),
  });
  expect(await runGrader(['init', '.', '--force'], { cwd: temporary.path })).toMatchObject({ exitCode: 0 });
});
