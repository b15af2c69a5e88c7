import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { givenWorkflows } from '../../src/template/given-workflows.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import { graderRelease } from '../../src/template/release.ts';
import { templateKinds } from '../../src/template/template-kind.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const folder = kafkaConsumers.template ?? '';
const path = '.github/workflows/grade.yml';
const { repository, tag } = graderRelease();
const judge = await givenWorkflows(folder);
const given = (await readTemplate(folder, 'actions')).find((file) => file.path === path)?.text ?? '';

describe('a workflow is as given', () => {
  test.each(templateKinds)('where it is what init writes for %s', async (kind) => {
    const files = (await readTemplate(folder, kind)).filter((file) => file.path.startsWith('.github/workflows/'));
    for (const file of files) expect(judge(file.path, file.text)).toBe('as-given');
  });

  test('with the line endings of Windows', () => {
    expect(judge(path, given.replaceAll('\n', '\r\n'))).toBe('as-given');
  });

  test.each(['v0.0.1', 'v12.3.45', 'v1.0.0-rc.1'])('of the release %s', (other) => {
    expect(given).toContain(`@${tag}`);
    expect(judge(path, given.replace(`@${tag}`, `@${other}`))).toBe('as-given');
  });
});

describe('a workflow is changed', () => {
  test.each<[what: string, text: string | null]>([
    ['that calls another grader', given.replace(repository, 'mallory/kafka-grader')],
    ['that calls one whose name only begins as ours', given.replace(repository, `${repository}-x`)],
    ['that calls a branch', given.replace(`@${tag}`, '@main')],
    ['that calls what only looks like a release', given.replace(`@${tag}`, `@${tag}/x`)],
    ['with another step', `${given}  forge:\n    runs-on: ubuntu-latest\n`],
    ['that is empty', ''],
    ['that is too large to be read', null],
  ])('%s', (_what, text) => {
    expect(text).not.toBe(given);
    expect(judge(path, text)).toBe('changed');
  });
});

test('a workflow that init does not write is foreign', () => {
  expect(judge('.github/workflows/own.yml', given)).toBe('foreign');
});

test('where there is no template all are, and a template need not have every kind', async () => {
  expect((await givenWorkflows(undefined))(path, given)).toBe('foreign');
  await using own = await makeTemporaryFolder();
  await mkdir(join(own.path, 'common'));
  await mkdir(join(own.path, 'actions', 'dot-github', 'workflows'), { recursive: true });
  await writeFile(join(own.path, 'actions', 'dot-github', 'workflows', 'grade.yml'), 'mine');
  const judgeOwn = await givenWorkflows(own.path);
  expect(judgeOwn(path, 'mine')).toBe('as-given');
  expect(judgeOwn(path, given)).toBe('changed');
});
