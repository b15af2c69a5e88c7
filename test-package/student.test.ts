/** From the packed grader to a student's first grade, by the commands that an instructor and a student give. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grade as gradeSchema } from '../src/grade/grade.ts';
import { repository } from '../test/cli/run-grader.ts';
import { testBroker } from '../test/support/test-broker.ts';

let folder: string;
let packed: string[];
let command: string;
let student: string;
let written: string;

const quietly = ['--no-fund', '--no-audit'];
const run = (command: string, args: readonly string[], cwd: string) => execa(command, args, { cwd, reject: false });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kafka-grader-package-'));
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', folder], { cwd: repository });
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')));
  packed = files.map(({ path }: { path: string }) => path);

  const tarball = join(folder, filename);
  // The instructor's, without any install script; the student's below as npm does it.
  await execa('npm', ['install', ...quietly, '--ignore-scripts', '--prefix', join(folder, 'tools'), tarball], {
    cwd: folder,
  });
  command = join(folder, 'tools', 'node_modules', '.bin', 'kafka-grader');
  student = join(folder, 'day-3');
  ({ stdout: written } = await execa(command, ['init', student], { cwd: folder }));
  // In place of the release on GitHub.
  await execa('npm', ['install', ...quietly, '--save-dev', tarball], { cwd: student });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the package holds the template, its files with a dot as well', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      'student-template/common/README.md',
      'student-template/common/docs/python/consumer.py',
      'student-template/common/dot-gitignore',
      'student-template/common/dot-vscode/settings.json',
      'student-template/common/package.json',
      'student-template/actions/dot-github/workflows/grade.yml',
      'student-template/classroom/dot-github/workflows/classroom.yml',
      'student-template/classroom50/classroom50/autograder.py',
    ]),
  );
});

test('the package holds what engines need to grade a class on several machines', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      'deploy/run-merge.sh',
      'deploy/run-shard.sh',
      'deploy/github-actions/class.yml',
      'deploy/kubernetes/job.yaml',
      'deploy/slurm/shards.sbatch',
      'docs/batch.md',
      'docs/scale.md',
    ]),
  );
});

test('a student gets them with their dots, and with the release that was packed', async () => {
  expect(written).toContain('  .gitignore\n');
  const { repository: from, version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const workflow = await readFile(join(student, '.github/workflows/grade.yml'), 'utf8');
  expect(workflow).toContain(
    `uses: ${from.replace('github:', '')}/.github/workflows/grade-submission.yml@v${version}\n`,
  );
});

test('an editor has nothing to say about the programs', async () => {
  expect(await run('npx', ['tsc', '--noEmit'], student)).toMatchObject({ exitCode: 0, stdout: '' });
});

test('the grader works without the install scripts of what it needs', async () => {
  const args = [
    'grade',
    '.',
    '--broker',
    testBroker,
    '--only',
    'produce.keeps-customer-order',
    '--out',
    join(folder, 'out'),
  ];
  const { exitCode, stdout } = await run(command, args, student);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining('0 of 5 points') });
});

test('npm run grade gives the points that are promised, with a page', async () => {
  const { exitCode, stdout } = await run('npm', ['run', 'grade', '--', '--broker', testBroker], student);
  const page = await readFile(join(repository, 'docs/student-template.md'), 'utf8');
  const [, stated] = /earns \*\*(\d+) of 100 points\*\*/.exec(page) ?? [];
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining(`${stated} of 100 points`) });
  const out = join(student, '.kafka-grader');
  const grade = gradeSchema.parse(JSON.parse(await readFile(join(out, 'grade.json'), 'utf8')));
  expect(grade).toMatchObject({ score: Number(stated), maxScore: 100, final: true, submission: { id: 'day-3' } });
  expect(await readFile(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
});
