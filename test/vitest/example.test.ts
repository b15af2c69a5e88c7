/** The example is run as its readers run it, on a submission with one mistake. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { repository } from '../cli/run-grader.ts';
import { fixturesFolder } from '../support/fixtures.ts';

const example = join(repository, 'examples/vitest');
const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()), meta: z.unknown() }),
      ),
    }),
  ),
});

afterAll(() => rm(join(example, '.kafka-grader'), { recursive: true, force: true }));

test('shows each check as a test', { timeout: 300_000 }, async () => {
  const { stdout, exitCode } = await execa(process.execPath, [vitest, 'run', '--reporter=json'], {
    cwd: example,
    env: { SUBMISSION: join(fixturesFolder, 'kafka-producers/no-key') },
    reject: false,
  });
  expect(exitCode).toBe(1);
  const tests = report.parse(JSON.parse(stdout)).testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(tests.map(({ title, status }) => [title.split(':')[0], status])).toEqual([
    ['keys.name-the-customer', 'failed'],
    ['keys.choose-the-partition', 'skipped'],
    ['keys.keep-the-order', 'skipped'],
    ['acks.waits-for-the-broker', 'passed'],
  ]);
  expect(tests[0]).toMatchObject({ meta: { kafkaGrader: { points: 0, maxPoints: 4 } } });
  expect(tests[0]?.failureMessages.join()).toContain('was sent with no key');
});
