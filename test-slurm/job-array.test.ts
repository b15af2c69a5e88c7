/** The job array of deploy/slurm, on a real Slurm, and what becomes of a shard that is killed. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classRecord } from '../src/grade/class-record.ts';
import { repository, runGrader } from '../test/cli/run-grader.ts';
import { eventually } from '../test/support/eventually.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { testBroker } from '../test/support/test-broker.ts';
import { type Slurm, startSlurm } from './slurm.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let slurm: Slurm;
const at = (...path: string[]) => join(folder.path, ...path);

/** The first three are shard 1 of 2. */
const ids = ['exits-nonzero', 'no-key', 'sends-twice', 'reference'];
const asked = ['--only', 'produce', '--seed', 'tea'];

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  slurm = await startSlurm();
  for (const id of ids) {
    await cp(join(fixturesFolder, 'kafka-consumers', id), at('class', id), { recursive: true });
  }
});

afterAll(async () => {
  await slurm[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** As the README of deploy/slurm has it. */
function submit(results: string, args: readonly string[]): Promise<string> {
  const env = {
    KAFKA_GRADER: repository,
    CLASS: at('class'),
    RESULTS: at(results),
    SHARDS: '2',
    BROKER: testBroker,
    JOBS: '1',
    TMPDIR: folder.path,
  };
  return slurm.run('sbatch', ['--parsable', ...args], { cwd: folder.path, env });
}

const script = (name: string) => join(repository, 'deploy', 'slurm', name);
const recordIn = async (...path: string[]) =>
  classRecord.parse(JSON.parse(await readFile(at(...path, 'batch.json'), 'utf8')));

/** Of a task of an array, what Slurm says of it. */
async function factsOf(task: string): Promise<Map<string, string>> {
  const text = await slurm.run('scontrol', ['show', 'job', task]);
  return new Map([...text.matchAll(/(\w+)=(\S*)/g)].map(([, name = '', value = '']) => [name, value]));
}

/** When the first submission of a shard is graded, and the second is not. */
async function inTheMiddle(shard: string): Promise<void> {
  const submissions = at(shard, 'submissions');
  await eventually(
    () => readdir(submissions, { recursive: true }).catch(() => []),
    (files) =>
      files.filter((file) => file.endsWith('grade.json')).length === 1 &&
      files.filter((file) => file.endsWith('observations.jsonl')).length === 2,
    120_000,
  );
}

test('a shard that is killed is requeued and goes on, and the merge is what one batch makes', async () => {
  const array = await submit('results', ['--array=1-2', script('shards.sbatch'), ...asked]);
  const merged = submit('results', ['--wait', `--dependency=afterany:${array}`, script('merge.sbatch')]);
  await inTheMiddle('results/shards/1-of-2');
  await slurm.run('scontrol', ['requeue', `${array}_1`]);
  const job = await merged;

  expect(await readFile(at(`kafka-grader-merge-${job}.log`), 'utf8')).toMatch(
    /^4 of 4 submissions have a final grade\.\n/,
  );
  expect((await factsOf(`${array}_1`)).get('Restarts')).toBe('1');
  const resumed = await recordIn('results', 'shards', '1-of-2');
  expect(resumed.submissions.map(({ id, attempts }) => [id, attempts])).toEqual([
    ['exits-nonzero', 0],
    ['no-key', 1],
    ['sends-twice', 1],
  ]);
  expect((await recordIn('results', 'class')).parts.map(({ shard }) => shard)).toEqual([
    { index: 1, of: 2 },
    { index: 2, of: 2 },
  ]);

  const one = await runGrader(['batch', at('class'), ...asked, '--broker', testBroker, '--out', at('one')]);
  expect(one.exitCode).toBe(0);
  const diff = await runGrader(['diff', at('one'), at('results', 'class')]);
  expect(diff).toMatchObject({ exitCode: 0 });
  const csvIn = (out: string) => readFile(at(out, 'grades.csv'), 'utf8');
  expect(await csvIn('results/class')).toBe(await csvIn('one'));
});

test('the signal before the time is up ends a shard in good order, and the merge names it', async () => {
  const array = await submit('stopped', ['--array=1-2', script('shards.sbatch'), ...asked]);
  const merged = submit('stopped', ['--wait', `--dependency=afterany:${array}`, script('merge.sbatch')]);
  await inTheMiddle('stopped/shards/1-of-2');
  await slurm.run('scancel', ['--batch', '--signal=TERM', `${array}_1`]);
  await expect(merged).rejects.toMatchObject({ exitCode: 2 });
  expect((await factsOf(`${array}_1`)).get('ExitCode')).toBe('143:0');
  expect(await readFile(at(`kafka-grader-${array}-1.log`), 'utf8')).toMatch(/\nStopped by SIGTERM\.\n$/);
  const { submissions } = await recordIn('stopped', 'class');
  const open = submissions.filter(({ status }) => status === 'not-graded');
  expect(submissions.find(({ id }) => id === 'reference')?.status).toBe('graded');
  expect(open.length).toBeGreaterThan(0);
  expect(new Set(open.map(({ why }) => why))).toEqual(new Set(['The batch ended before its turn.']));
});
