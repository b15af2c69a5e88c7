/**
 * Whether a verdict ever changes: grades a submission many times while other processes keep every core busy, and reports each
 * check whose verdict was not always the same, with the journals that differ.
 *
 *     npm run bench:stability                     the reference, 30 times
 *     npm run bench:stability -- 5 <folder>       another submission, 5 times
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { openWorld } from '../src/grading/world.ts';

const times = Number(process.argv[2] ?? 30);
const folder = process.argv[3] ?? 'fixtures/submissions/kafka-consumers/reference';

/** Check id → verdict → the journals in which it was that. */
const verdicts = new Map<string, Map<string, string[]>>();

const out = await mkdtemp(join(tmpdir(), 'kafka-grader-stability-'));
let differing = 0;
{
  using _load = keepCoresBusy();
  await using world = await openWorld({ choice: 'jvm', report: () => {}, signal: new AbortController().signal });
  console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, one busy process per core`);
  for (let index = 1; index <= times; index += 1) {
    const { grade } = await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder,
      out: join(out, String(index)),
      world,
      seed: `stability-${index}`,
      graderVersion: 'bench',
      environment: process.env,
    });
    for (const { id, status, blockedBy } of grade.checks)
      note(id, `${status}${blockedBy ? ` by ${blockedBy}` : ''}`, index);
    const seconds = (grade.durationMs / 1000).toFixed(1);
    console.log(`${index}/${times}  ${grade.score}/${grade.maxScore}  ${seconds} s  load ${loadavg()[0]?.toFixed(1)}`);
  }
}
for (const [id, seen] of verdicts) {
  if (seen.size < 2) continue;
  differing += 1;
  for (const [verdict, journals] of seen) console.log(`${id}: ${verdict} in ${journals.join(', ')}`);
}
console.log(`${times} gradings, ${differing} of ${verdicts.size} checks with more than one verdict`);
if (differing === 0) await rm(out, { recursive: true, force: true });
else process.exitCode = 1;

function note(id: string, verdict: string, index: number): void {
  const seen = verdicts.get(id) ?? new Map<string, string[]>();
  seen.set(verdict, [...(seen.get(verdict) ?? []), join(out, String(index), 'observations.jsonl')]);
  verdicts.set(id, seen);
}

function keepCoresBusy(): Disposable {
  const busy: ChildProcess[] = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  return {
    [Symbol.dispose]: () => {
      for (const child of busy) child.kill('SIGKILL');
    },
  };
}
