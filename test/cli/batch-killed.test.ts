/** A batch that is killed again and again, and gone on with each time. */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { thisOwner } from '../../src/leftovers/owner.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { repository, runGrader } from './run-grader.ts';

const names = ['reference', 'no-key', 'sends-twice', 'skips-last-order', 'empty', 'ok-eachbatch'];
const only = ['--only', 'produce', '--jobs', '2', '--seed', 'killed', '--broker', testBroker];

/** A whole class, also where the machine is busy with other things. */
const limitMs = 240_000;

/** Each as many times, so that there is something left to grade at the last kill. */
const copies = ['a', 'b', 'c'];

/** Of each kill, after the start: before Kafka is there, while programs run, between two submissions. */
const momentsMs = [
  300, 1500, 4100, 2600, 6200, 3300, 900, 5100, 2200, 3900, 700, 4700, 2900, 5600, 1900, 3600, 1200, 4400, 2400, 3100,
];

test('ends with the grades of one that nobody killed, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cli-batch-killed-'));
  try {
    for (const id of names.flatMap((name) => copies.map((copy) => `${name}-${copy}`))) {
      await cp(join(fixturesFolder, 'kafka-consumers', id.slice(0, -2)), join(folder, 'class', id), {
        recursive: true,
      });
    }
    const killed = new Set<number>();
    for (const moment of momentsMs) {
      const batch = execa(
        process.execPath,
        [`${repository}bin/kafka-grader.js`, 'batch', 'class', ...only, '--out', 'killed', '--resume'],
        { cwd: folder, reject: false },
      );
      if (batch.pid !== undefined) killed.add(batch.pid);
      await Promise.race([batch, setTimeout(moment)]);
      batch.kill('SIGKILL');
      await batch;
    }
    const resumed = await runGrader(['batch', 'class', ...only, '--out', 'killed', '--resume'], {
      cwd: folder,
      limitMs,
    });
    expect(resumed.exitCode, resumed.stderr).toBe(0);
    const undisturbed = await runGrader(['batch', 'class', ...only, '--out', 'undisturbed'], { cwd: folder, limitMs });
    expect(undisturbed.exitCode, undisturbed.stderr).toBe(0);

    const grades = (out: string) => readFile(join(folder, out, 'grades.csv'), 'utf8');
    expect(await grades('killed')).toBe(await grades('undisturbed'));
    const { exitCode, stdout } = await runGrader(['diff', 'undisturbed', 'killed'], { cwd: folder });
    expect(exitCode, stdout).toBe(0);
    expect(await leftOf(killed)).toEqual({ folders: [], processes: [] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 900_000);

/** What these graders started and nobody has ended: it has their tag in its path. */
async function leftOf(pids: ReadonlySet<number>) {
  const { machine } = await thisOwner();
  const isTheirs = (text: string) => [...pids].some((pid) => text.includes(`kafka-grader-run-${machine}-${pid}-`));
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return {
    folders: (await readdir(tmpdir())).filter(isTheirs),
    processes: stdout.split('\n').filter(isTheirs),
  };
}
