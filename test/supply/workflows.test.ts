/** What the workflows take from others, and what a release proves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { repository } from '../cli/run-grader.ts';

const folders = ['.github/workflows', '.github/actions/grade', 'deploy/github-actions'];
const paths = folders.flatMap((folder) =>
  readdirSync(join(repository, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`),
);
const textOf = (path: string) => readFileSync(join(repository, path), 'utf8');
const lines = paths.flatMap((path) =>
  textOf(path)
    .split('\n')
    .map((line) => ({ path, line: line.trim() })),
);

const step = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  uses: z.string().optional(),
  needs: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).default([]),
});
const workflow = z.object({
  on: z.unknown(),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), job),
});
const read = (name: string) => workflow.parse(parse(textOf(`.github/workflows/${name}`)));
const release = read('release.yml');
const stepsOf = (name: string) => release.jobs[name]?.steps ?? [];
const runsOf = (name: string) => stepsOf(name).map(({ run }) => run ?? '');

test('actions are named by their whole commit, with the version beside it, and are the same everywhere', () => {
  const used = lines.filter(({ line }) => /^(- )?uses: (?!\.\/)/.test(line));
  expect(used.length).toBeGreaterThan(0);
  const pins = new Map<string, string>();
  for (const { path, line } of used) {
    const [, name = '', pin = ''] = /uses: (\S+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)$/.exec(line) ?? [];
    expect({ path, line, name }).toMatchObject({ name: expect.stringMatching(/^actions\//) });
    expect({ name, pin }).toEqual({ name, pin: pins.get(name) ?? pin });
    pins.set(name, pin);
  }
});

test('no checkout keeps its token', () => {
  const checkouts = paths.flatMap((path) => textOf(path).split('uses: actions/checkout@').slice(1));
  const ends = checkouts.map((text) => text.split(/^ *- |^$/m)[0] ?? '');
  expect(ends.filter((text) => !text.includes('persist-credentials: false'))).toEqual([]);
});

test('packages come by the lockfile and run nothing, in images too', () => {
  const dockerfile = 'deploy/kubernetes/Dockerfile';
  const all = [
    ...lines,
    ...textOf(dockerfile)
      .split('\n')
      .map((line) => ({ path: dockerfile, line })),
  ];
  const installs = all.filter(({ line }) => /\bnpm (ci|i|install|add|exec)\b|\bnpx\b/.test(line));
  expect(new Set(installs.map(({ path }) => path)).size).toBe(5);
  expect(installs.filter(({ line }) => !/\bnpm ci\b.* --ignore-scripts\b/.test(line))).toEqual([]);
  expect(installs.filter(({ line }) => /npm (i|install|add|exec)\b/.test(line))).toEqual([]);
});

test('each change has the signatures of all packages looked at', () => {
  expect(read('ci.yml').jobs['signatures']?.steps.slice(-2)).toEqual([
    { run: 'npm ci --ignore-scripts' },
    { run: 'npm audit signatures' },
  ]);
});

test('a release is what was tested, at a tag that is its version', async () => {
  expect(release.on).toEqual({ push: { tags: ['v*'] } });
  expect(release.jobs['test']?.uses).toBe('./.github/workflows/ci.yml');
  expect(read('ci.yml').on).toHaveProperty('workflow_call');
  expect([release.jobs['pack']?.needs, release.jobs['publish']?.needs]).toEqual(['test', 'pack']);

  const compare = stepsOf('pack').find(({ name }) => name === 'Compare the tag with the version')?.run ?? '';
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(textOf('package.json')));
  const at = (tag: string) =>
    execa('bash', ['-e', '-c', compare], { cwd: repository, env: { GITHUB_REF_NAME: tag }, reject: false });
  expect(await at(`v${version}`)).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await at('v99.0.0')).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('The tag is v99.0.0') });
});

test('a release lists what it is made of, and proves where it was made', () => {
  expect(runsOf('pack')).toContain('scripts/write-sbom.sh > release/kafka-grader.cdx.json');
  const attested = stepsOf('publish').filter(({ uses }) => uses?.startsWith('actions/attest@'));
  expect(attested.map((each) => each.with)).toEqual([
    { 'subject-path': 'release/*.tgz' },
    { 'subject-path': 'release/*.tgz', 'sbom-path': 'release/kafka-grader.cdx.json' },
  ]);
  expect(runsOf('publish')).toContain('npm publish ./release/kafka-grader-*.tgz --provenance --access public');
});

test('only the job that publishes may sign, with no token that is kept, and it runs no code of the project', () => {
  const { publish, ...others } = release.jobs;
  expect(publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' });
  expect(release.permissions).toEqual({ contents: 'read' });
  expect(Object.values(others).map(({ permissions }) => permissions)).toEqual([undefined, undefined]);
  expect(textOf('.github/workflows/release.yml')).not.toMatch(/secrets\./);
  expect(stepsOf('publish').filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toEqual([]);
  const commands = runsOf('publish').filter((run) => run !== '');
  expect(commands.map((run) => run.split(' ').slice(0, 2).join(' '))).toEqual(['npm publish', 'gh release']);
});
