/** A run that is stopped leaves nothing but what it had observed. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJournal } from '../../src/evidence/journal.ts';
import { eventually } from '../support/eventually.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { runGrader } from './run-grader.ts';

const reference = join(fixturesFolder, 'kafka-consumers', 'reference');

/** The ids of the student processes that a journal tells of. */
async function startedIn(journal: string): Promise<number[]> {
  const text = await readFile(journal, 'utf8').catch(() => '');
  const parsed = parseJournal(text);
  if ('problem' in parsed) return [];
  return parsed.observations.flatMap((observation) => (observation.type === 'started' ? [observation.pid] : []));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s in the middle of a grading', (signal, exitCode) => {
  test(`exits with ${exitCode} and leaves the journal alone`, { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cli-stop-test-'));
    const temporary = await mkdtemp(join(tmpdir(), 'cli-stop-test-tmp-'));
    try {
      const out = join(folder, 'out');
      const journal = join(out, 'observations.jsonl');
      const args = ['grade', reference, '--only', 'consume.survives-bad-records', '--broker', testBroker, '--out', out];
      const running = runGrader(args, { env: { TMPDIR: temporary } });
      await eventually(
        () => startedIn(journal),
        (pids) => pids.length > 0,
      );
      running.kill(signal);
      running.kill(signal);

      const { exitCode: given, stdout, stderr } = await running;
      expect({ given, stdout }).toEqual({ given: exitCode, stdout: '' });
      const lines = stderr.split('\n');
      expect(lines.at(-2)).toBe(`Not graded: what was observed until then is in ${journal}.`);
      expect(lines.at(-1)).toBe(`Stopped by ${signal}.`);
      expect(stderr).toMatch(/Kafka: stopped after/);
      expect((await startedIn(journal)).filter(isRunning)).toEqual([]);
      expect(await readdir(temporary)).toEqual([]);
      expect(await readdir(out)).toEqual(['observations.jsonl']);
    } finally {
      await rm(folder, { recursive: true, force: true });
      await rm(temporary, { recursive: true, force: true });
    }
  });
});
