/**
 * Whether a verdict ever changes: grades submissions again and again under load, and reports every verdict that was not always
 * the same, or not what the submission's `expected.json` says, with the journals that differ.
 *
 *     npm run bench:stability                                    the reference, 5 times, a busy process per core
 *     npm run bench:stability -- --times 20 <folder> …           other submissions
 *     npm run bench:stability -- --matrix --jobs 4               every fixture
 *     npm run bench:stability -- --hogs 4 --memory-mib 8000      more load
 *     npm run bench:stability -- --pause-broker-ms 1000 --every-s 10    a broker that stands still
 */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { isolate } from '../src/grading/isolate.ts';
import { type GradingWorld, openWorld } from '../src/grading/world.ts';
import { printMachine } from './machine.ts';
import { holdMemoryMib, keepCoresBusy, pauseAgainAndAgain } from './stability/load.ts';
import { readOptions, type StabilityOptions, UsageError } from './stability/options.ts';
import { tellDifference } from './stability/tell-difference.ts';
import { hasDiffered, VerdictLog, wasUnexpected } from './stability/verdict-log.ts';

const fixtures = 'fixtures/submissions/kafka-consumers';
/** Processes of one grading that are connected at the same time, and some to spare. */
const slotsPerJob = 40;

try {
  const matrix = readdirSync(fixtures).map((name) => join(fixtures, name));
  process.exitCode = await measure(readOptions(process.argv.slice(2), matrix, join(fixtures, 'reference')));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 3;
}

async function measure(options: StabilityOptions): Promise<0 | 1> {
  const out = await mkdtemp(join(tmpdir(), 'kafka-grader-stability-'));
  const log = new VerdictLog();
  printMachine();
  printLoad(options);
  await gradeAll(options, out, log);

  const verdicts = log.all;
  const differing = verdicts.filter(hasDiffered);
  const unexpected = verdicts.filter(wasUnexpected);
  for (const judged of new Set([...differing, ...unexpected])) console.log(`\n${tellDifference(judged)}`);
  const gradings = options.times * options.folders.length;
  console.log(
    `\n${gradings} gradings, ${differing.length} of ${verdicts.length} verdicts ever differed, ${unexpected.length} were not as expected`,
  );
  if (differing.length + unexpected.length > 0) return 1;
  await rm(out, { recursive: true, force: true });
  return 0;
}

async function gradeAll(options: StabilityOptions, out: string, log: VerdictLog): Promise<void> {
  const { folders, times, jobs } = options;
  using _hogs = keepCoresBusy(options.hogs);
  using _memory = holdMemoryMib(options.memoryMib);
  const slots = jobs * slotsPerJob;
  const { isolation } = await isolate('auto', 'own');
  await using world = await openWorld({
    choice: 'jvm',
    isolation,
    slots,
    report: () => {},
    signal: new AbortController().signal,
  });
  using _pauses = pausesOf(world, options);
  const rounds = Array.from({ length: times }, (_, index) => index + 1);
  const waiting = rounds.flatMap((round) => folders.map((folder) => ({ round, folder }))).values();
  await Promise.all(Array.from({ length: jobs }, () => gradeWaiting()));

  async function gradeWaiting(): Promise<void> {
    for (const { round, folder } of waiting) {
      const name = basename(folder);
      const target = join(out, name, String(round));
      const { grade } = await gradeSubmission({
        exercise: kafkaConsumers,
        rubric: kafkaConsumers.rubric,
        folder,
        out: target,
        world,
        seed: `stability-${round}`,
        graderVersion: 'bench',
        environment: process.env,
      });
      log.add(folder, grade, target);
      const seconds = (grade.durationMs / 1000).toFixed(1);
      const load = loadavg()[0]?.toFixed(1);
      console.log(`${round}/${times}  ${name}  ${grade.score}/${grade.maxScore}  ${seconds} s  load ${load}`);
    }
  }
}

function pausesOf(world: GradingWorld, { pauseBrokerMs, pauseEveryMs }: StabilityOptions): Disposable {
  const { pid } = world.broker;
  if (pauseBrokerMs === 0 || pid === null) return { [Symbol.dispose]: () => {} };
  return pauseAgainAndAgain(pid, pauseBrokerMs, pauseEveryMs);
}

function printLoad({ hogs, memoryMib, pauseBrokerMs, pauseEveryMs, jobs }: StabilityOptions): void {
  const parts = [
    `${hogs} busy processes`,
    `${jobs} gradings at the same time`,
    ...(memoryMib > 0 ? [`${memoryMib} MiB held and touched`] : []),
    ...(pauseBrokerMs > 0 ? [`the broker stopped for ${pauseBrokerMs} ms every ${pauseEveryMs / 1000} s`] : []),
  ];
  console.log(`load      ${parts.join(', ')}`);
}
