/** Shards, graded and joined by the real commands, with what deploy/run-shard.sh and run-merge.sh make of an environment. */
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturesFolder } from '../support/fixtures.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';
import { repository, runGrader } from './run-grader.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
const at = (...path: string[]) => join(folder.path, ...path);

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  await mkdir(at('class'));
  for (const id of ['reference', 'no-key']) {
    await cp(join(fixturesFolder, 'kafka-consumers', id), at('class', id), { recursive: true });
  }
});

afterAll(() => folder[Symbol.asyncDispose]());

const only = ['--only', 'produce.keeps-customer-order', '--seed', 'tea'];

/** As an engine starts them: with nothing but these variables, and those that the tests need. */
function deploy(script: 'run-shard.sh' | 'run-merge.sh', env: Record<string, string>, args: readonly string[] = []) {
  const { PATH = '', HOME = '', KAFKA_GRADER_CACHE } = process.env;
  const cache = KAFKA_GRADER_CACHE === undefined ? {} : { KAFKA_GRADER_CACHE };
  return execa('sh', [join(repository, 'deploy', script), ...args], {
    cwd: folder.path,
    env: { PATH, HOME, ...cache, ...env },
    extendEnv: false,
    reject: false,
  });
}

const shardOf = (env: Record<string, string>) =>
  deploy(
    'run-shard.sh',
    { CLASS: 'class', RESULTS: 'results', SHARDS: '3', BROKER: testBroker, JOBS: '1', ...env },
    only,
  );
const merge = () => deploy('run-merge.sh', { RESULTS: 'results', SHARDS: '3' });
const csvIn = (out: string) => readFile(at(out, 'grades.csv'), 'utf8');

test('the shards of a class, told by each engine in its way, merge to what one batch makes of it', {
  timeout: 180_000,
}, async () => {
  const one = await runGrader(['batch', 'class', ...only, '--broker', testBroker, '--out', 'one'], {
    cwd: folder.path,
  });
  expect(one.exitCode).toBe(0);

  expect(await shardOf({ SLURM_ARRAY_TASK_ID: '1' })).toMatchObject({ exitCode: 0 });
  expect(await shardOf({ JOB_COMPLETION_INDEX: '1' })).toMatchObject({ exitCode: 0 });
  const early = await merge();
  expect(early).toMatchObject({ exitCode: 2, stderr: '' });
  expect(early.stdout).toContain('Shard 3/3 is missing.\n');

  expect(await shardOf({ SHARD: '3', SLURM_ARRAY_TASK_ID: '1', JOB_COMPLETION_INDEX: '1' })).toMatchObject({
    exitCode: 0,
  });
  const records = [1, 2, 3].map((index) => readFile(at(`results/shards/${index}-of-3/batch.json`), 'utf8'));
  const sizes = (await Promise.all(records)).map((record) => JSON.parse(record).submissions.length);
  expect(sizes).toEqual([1, 1, 0]);

  const whole = await merge();
  expect(whole).toMatchObject({ exitCode: 0 });
  expect(whole.stdout).toBe(
    `2 of 2 submissions have a final grade.\ngrades.csv, class.html and submissions/ are in ${at('results/class')}`,
  );
  const diff = await runGrader(['diff', at('one'), at('results/class')]);
  expect(diff.exitCode).toBe(0);
  expect(await csvIn('results/class')).toBe(await csvIn('one'));
});

test('a shard without a submission is graded at once, and starts no Kafka', async () => {
  const args = ['batch', 'class', '--shard', '1/100', '--broker', 'container', '--out', 'none', ...only];
  const { exitCode, stdout } = await runGrader(args, { cwd: folder.path, env: { DOCKER_HOST: 'unix:///nowhere' } });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^0 of 0 submissions/) });
  expect(await csvIn('none')).toBe('id,score,max_score,final,produce.keeps-customer-order\n');
  expect(JSON.parse(await readFile(at('none', 'batch.json'), 'utf8'))).toMatchObject({ shard: { index: 1, of: 100 } });
});

describe('an environment that lacks something', () => {
  const given = { CLASS: 'class', RESULTS: 'results', SHARDS: '3', SHARD: '1' };
  test.for(['CLASS', 'RESULTS', 'SHARDS', 'SHARD'] as const)('%s', async (name) => {
    const { [name]: _, ...others } = given;
    const { exitCode, stderr } = await deploy('run-shard.sh', others);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(new RegExp(`^run-shard\\.sh: ${name} must .*\\.$`));
  });

  test('the merge has no shards', async () => {
    await rm(at('results'), { recursive: true, force: true });
    expect(await merge()).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('(NO_SUCH_OUTPUT)') });
  });
});
