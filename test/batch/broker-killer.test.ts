/** A submission that ends the broker which it is graded on, among others that share it. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runGrader } from '../cli/run-grader.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** Ends the JVM that the grader has started; without isolation nothing keeps it from that. */
const killer = `
  import { readdirSync, readFileSync } from 'node:fs';
  for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
    try {
      const [, name, parent] = /^\\d+ \\((.*)\\) \\S (\\d+)/.exec(readFileSync('/proc/' + pid + '/stat', 'utf8')) ?? [];
      if (name === 'java' && Number(parent) === process.ppid) process.kill(Number(pid), 'SIGKILL');
    } catch {}
  }
`;

test('keeps nobody from a grade but itself', { timeout: 300_000 }, async () => {
  await using folder = await makeTemporaryFolder();
  const reference = join(fixturesFolder, 'kafka-consumers', 'reference');
  for (const id of ['ada', 'grace', 'mallory'])
    await cp(reference, join(folder.path, 'class', id), { recursive: true });
  await writeFile(join(folder.path, 'class', 'mallory', 'producer.ts'), killer);
  const out = join(folder.path, 'out');
  const only = 'produce.sends-every-order,consume.prints-every-value';
  const args = [
    'batch',
    join(folder.path, 'class'),
    '--out',
    out,
    '--broker',
    'jvm',
    '--isolation',
    'none',
    '--only',
    only,
  ];
  const { exitCode, stdout } = await runGrader([...args, '--jobs', '3']);
  expect(exitCode).toBe(2);
  expect(stdout).toContain('mallory');
  const rows = (await readFile(join(out, 'grades.csv'), 'utf8')).trim().split('\n').slice(1);
  expect(rows.map((row) => row.split(',').slice(0, 4).join())).toEqual([
    'ada,12,12,true',
    'grace,12,12,true',
    'mallory,0,12,false',
  ]);
});
