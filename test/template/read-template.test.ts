import { expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import { graderRelease } from '../../src/template/release.ts';
import { templateKinds } from '../../src/template/template-kind.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const folder = kafkaConsumers.template ?? '';

test.each(templateKinds)('%s: each file once, with a dot where one belongs, and no placeholder left', async (kind) => {
  const files = await readTemplate(folder, kind);
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual([...new Set(paths)].sort());
  expect(paths).toEqual(expect.arrayContaining(['answers.yaml', 'package.json']));
  expect(paths.filter((path) => path.includes('dot-'))).toEqual([]);
  expect(files.filter(({ text }) => text.includes('__GRADER'))).toEqual([]);
});

test('the workflow and the package come from the release that this grader is', async () => {
  const { repository, tag } = graderRelease();
  const files = new Map((await readTemplate(folder, 'actions')).map(({ path, text }) => [path, text]));
  expect(files.get('.github/workflows/grade.yml')).toContain(
    `uses: ${repository}/.github/workflows/grade-submission.yml@${tag}\n`,
  );
  expect(files.get('package.json')).toContain(`"kafka-grader": "github:${repository}#${tag}"`);
});

test('a template without the folder of a kind is a fault of the exercise', async () => {
  await using empty = await makeTemporaryFolder();
  await expect(readTemplate(empty.path, 'actions')).rejects.toMatchObject({
    code: 'EXERCISE_INVALID',
    message: expect.stringMatching(/^The exercise's template has no folder .*\.$/),
  });
});
