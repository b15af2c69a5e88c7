/** The manifests of deploy/kubernetes: by the schemas of Kubernetes, by what the grader's exit codes mean, and by running their command. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { shardOf } from '../../src/batch/shard.ts';
import { kafkaFolder } from '../../src/broker/kafka-folder.ts';
import { graderVersion } from '../../src/grader-version.ts';
import { virtualEnvironment } from '../../src/submission/python/virtual-environment.ts';
import { repository } from '../cli/run-grader.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';

const folder = join(repository, 'deploy', 'kubernetes');
const requirements = fileURLToPath(new URL('kubernetes-requirements.txt', import.meta.url));

/** The first that has everything that the manifests use in its stable form, and the last that the validator knows. */
const versions = ['1.33', '1.37'];

const codes = z.object({ containerName: z.string(), operator: z.literal('In'), values: z.array(z.int()) });
const container = z.object({
  name: z.string(),
  image: z.string(),
  command: z.tuple([z.literal('sh'), z.string()]),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() })),
});
const job = z.object({
  spec: z.object({
    completions: z.int().optional(),
    parallelism: z.int().optional(),
    maxFailedIndexes: z.int().optional(),
    podFailurePolicy: z
      .object({ rules: z.array(z.object({ action: z.string(), onExitCodes: codes.optional() })) })
      .optional(),
    template: z.object({ spec: z.object({ containers: z.tuple([container]), volumes: z.array(z.unknown()) }) }),
  }),
});

async function jobIn(name: string) {
  const { spec } = job.parse(parse(await readFile(join(folder, name), 'utf8')));
  const [grader] = spec.template.spec.containers;
  return { spec, grader, env: Object.fromEntries(grader.env.map(({ name, value }) => [name, value])) };
}

const manifests = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));

describe('kubernetes-validate', { timeout: 120_000 }, () => {
  const validate = async (version: string, path: string) => {
    const { executable } = await virtualEnvironment(requirements, { report: () => {} });
    return execa(executable, ['-m', 'kubernetes_validate', '--strict', '--kubernetes-version', version, path], {
      reject: false,
      all: true,
    });
  };

  test.for(versions.flatMap((version) => manifests.map((name) => [version, name] as const)))(
    'of %s has nothing against %s',
    async ([version, name]) => {
      expect(await validate(version, join(folder, name))).toMatchObject({ exitCode: 0 });
    },
  );

  test('would have something against a field that is not there', async () => {
    await using temporary = await makeTemporaryFolder();
    const path = join(temporary.path, 'job.yaml');
    const text = await readFile(join(folder, 'job.yaml'), 'utf8');
    await execa('tee', [path], { input: text.replace('onExitCodes', 'onExitCode'), stdout: 'ignore' });
    const { exitCode, all } = await validate('1.37', path);
    expect(exitCode).not.toBe(0);
    expect(all).toContain('onExitCode');
  });
});

test('the number of shards is the same wherever it stands', async () => {
  const shards = await jobIn('job.yaml');
  const { completions, parallelism, maxFailedIndexes } = shards.spec;
  const told = [shards.env['SHARDS'], (await jobIn('merge.yaml')).env['SHARDS']].map(Number);
  expect(new Set([completions, parallelism, maxFailedIndexes, ...told]).size).toBe(1);
});

test.each(['Complete', 'Failed'])('the commands of the README merge as soon as the Job is %s', async (condition) => {
  await using temporary = await makeTemporaryFolder();
  const at = (path: string) => join(temporary.path, path);
  const [, commands = ''] = /^```sh\n([\s\S]+?)^```$/m.exec(await readFile(join(folder, 'README.md'), 'utf8')) ?? [];
  // A Job says that it is about to end before its pods have.
  const kubectl = [
    'echo "$1 $2 $3" >> calls',
    'if [ "$1" = get ]; then cat conditions; fi',
    `case $(cat conditions) in '') echo FailureTarget;; *) echo 'FailureTarget ${condition}';; esac > next`,
    'if [ "$1" = get ]; then mv next conditions; fi',
  ];
  await writeFile(at('conditions'), '');
  await writeFile(at('kubectl'), ['#!/bin/sh', ...kubectl, ''].join('\n'), { mode: 0o755 });
  await writeFile(at('sleep'), '#!/bin/sh\n', { mode: 0o755 });
  const PATH = `${temporary.path}:${process.env['PATH']}`;
  await execa('sh', ['-euc', commands], { cwd: temporary.path, env: { PATH }, timeout: 10_000 });
  expect((await readFile(at('calls'), 'utf8')).trimEnd().split('\n')).toEqual([
    'apply -f job.yaml',
    ...Array(3).fill('get job kafka-grader'),
    'apply -f merge.yaml',
  ]);
});

test('pods fail by what the exit codes of a batch mean', async () => {
  const { spec, grader } = await jobIn('job.yaml');
  const rules = spec.podFailurePolicy?.rules ?? [];
  expect(rules.map(({ action, onExitCodes }) => [action, onExitCodes?.values])).toEqual([
    ['Ignore', undefined],
    ['FailJob', [3]],
    ['Count', [2]],
  ]);
  for (const { onExitCodes } of rules) if (onExitCodes) expect(onExitCodes.containerName).toBe(grader.name);
});

test('the image is this grader', async () => {
  const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
  const image = `kafka-grader:${graderVersion()}`;
  expect(dockerfile).toContain(`--tag ${image} .`);
  for (const name of ['job.yaml', 'merge.yaml']) expect((await jobIn(name)).grader.image).toBe(image);
});

test('the image has the jars where the grader looks for them', async () => {
  await using temporary = await makeTemporaryFolder();
  const at = (path: string) => join(temporary.path, path);
  const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
  const [, step = ''] = /^RUN (version=[\s\S]+?[^\\])$/m.exec(dockerfile) ?? [];
  await mkdir(at('kafka/libs'), { recursive: true });
  await cp(join(repository, 'kafka', 'pom.xml'), at('kafka/pom.xml'));
  const here = step.replaceAll('/kafka/', `${at('kafka')}/`).replace(/rm -r \/kafka$/, `rm -r ${at('kafka')}`);
  await execa('sh', ['-c', here], { env: { KAFKA_GRADER_CACHE: at('cache') } });
  expect(await readdir(at(`cache/${basename(await kafkaFolder())}`))).toEqual(['libs']);
  expect(await readdir(temporary.path)).toEqual(['cache']);
});

test('the image is made of no other jars than those that are listed', async () => {
  await using temporary = await makeTemporaryFolder();
  const kafka = join(temporary.path, 'kafka');
  const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
  const [, step = ''] = /^RUN (.*sha256sum.*\| diff .*)$/m.exec(dockerfile) ?? [];
  await mkdir(join(kafka, 'libs'), { recursive: true });
  await writeFile(join(kafka, 'libs', 'a.jar'), 'of Kafka');
  const digest = createHash('sha256').update('of Kafka').digest('hex');
  await writeFile(join(kafka, 'jars.sha256'), `${digest}  a.jar\n`);
  const check = () => execa('sh', ['-c', step.replaceAll('/kafka/', `${kafka}/`)], { reject: false });
  expect(await check()).toMatchObject({ exitCode: 0 });
  await writeFile(join(kafka, 'libs', 'b.jar'), 'of somebody');
  expect(await check()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('  b.jar') });
});

/** Here, what the container's command would do, with the folders that stand in for its volumes. */
async function runHere(name: string, env: Record<string, string>, args: readonly string[] = []) {
  const { grader, env: given } = await jobIn(name);
  const [shell, path] = grader.command;
  expect(path).toMatch(/^\/usr\/local\/lib\/node_modules\/kafka-grader\/deploy\/run-\w+\.sh$/);
  const script = path.replace('/usr/local/lib/node_modules/kafka-grader/', repository);
  const mounts = grader.volumeMounts.map(({ mountPath }) => mountPath);
  for (const variable of ['CLASS', 'RESULTS']) {
    if (given[variable] !== undefined) expect(mounts).toContain(given[variable]);
  }
  return execa(shell, [script, ...args], { env: { ...given, ...env }, reject: false });
}

test('the containers grade a shard, and merge', { timeout: 120_000 }, async () => {
  await using temporary = await makeTemporaryFolder();
  const at = (...path: string[]) => join(temporary.path, ...path);
  const [first = '', second = ''] = Array.from({ length: 100 }, (_, number) => `student-${number}`).filter(
    (id) => shardOf(id, 8) === 1,
  );
  await cp(join(fixturesFolder, 'kafka-consumers', 'reference'), at('class', first), { recursive: true });
  await cp(join(fixturesFolder, 'kafka-consumers', 'no-key'), at('class', second), { recursive: true });
  await cp(join(fixturesFolder, 'kafka-consumers', 'no-key'), at('class', 'of-another-shard'), { recursive: true });
  expect(shardOf('of-another-shard', 8)).not.toBe(1);

  const env = { CLASS: at('class'), RESULTS: at('results'), BROKER: testBroker };
  const only = ['--only', 'produce.keeps-customer-order'];
  const graded = await runHere('job.yaml', { ...env, JOB_COMPLETION_INDEX: '0' }, only);
  expect(graded).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2 of 2 submissions') });
  const merged = await runHere('merge.yaml', { RESULTS: at('results') });
  expect(merged).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('Shard 8/8 is missing.') });
  expect(await readFile(at('results', 'class', 'grades.csv'), 'utf8')).toBe(
    `id,score,max_score,final,produce.keeps-customer-order\n${first},5,5,true,5\n${second},0,5,true,0\n`,
  );
});

test('a class that is not there fails the job: exit code 3', async () => {
  const { exitCode } = await runHere('job.yaml', { CLASS: '/nowhere', RESULTS: '/nowhere', JOB_COMPLETION_INDEX: '0' });
  expect(exitCode).toBe(3);
});
