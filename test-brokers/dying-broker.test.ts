/** A broker that dies in the middle of a grading: nothing is held against the submission, and what was measured stays. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { readJournal } from '../src/grading/read-journal.ts';
import { openWorld } from '../src/grading/world.ts';
import { ownerTag, thisOwner } from '../src/leftovers/owner.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { testIsolation } from '../test/support/test-isolation.ts';

/** The JVM is the only process of this grader that is there before a grading begins. */
async function brokerPid(): Promise<number> {
  const prefix = `kafka-grader-run-${ownerTag(await thisOwner())}-`;
  const [folder] = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  return Number(await readFile(join(tmpdir(), folder ?? '', 'pids'), 'utf8'));
}

test('a grade without its broker is not final, and takes no point away', { timeout: 300_000 }, async () => {
  const out = await mkdtemp(join(tmpdir(), 'dying-broker-'));
  try {
    await using world = await openWorld({
      choice: 'jvm',
      isolation: await testIsolation(),
      report: () => {},
      signal: new AbortController().signal,
    });
    const pid = await brokerPid();
    const { grade } = await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder: join(fixturesFolder, 'kafka-consumers', 'reference'),
      out,
      world,
      seed: 'dying broker',
      graderVersion: '0.0.0',
      environment: process.env,
      onObservation: ({ type, scenario }) => {
        if (type === 'scenario-ended' && scenario === 'bad-records') process.kill(pid, 'SIGKILL');
      },
    });
    expect(grade.final).toBe(false);
    expect(new Set(grade.checks.map(({ status }) => status))).not.toContain('failed');
    expect(new Set(grade.checks.map(({ status }) => status))).not.toContain('skipped');
    const scaling = grade.checks.find(({ id }) => id === 'group.two-members-share');
    expect(scaling).toMatchObject({
      status: 'inconclusive',
      points: null,
      reason: expect.stringContaining('Kafka ended'),
    });
    const { observations } = await readJournal(out);
    expect(observations.filter(({ type, scenario }) => type === 'line' && scenario === 'bad-records')).not.toEqual([]);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
