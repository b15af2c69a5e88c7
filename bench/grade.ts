/**
 * How long a grade takes and what it costs: the reference submission, on a warm JVM broker, one grade after another.
 *
 *     npm run bench            five grades
 *     npm run bench -- 10      ten
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import type { Observation } from '../src/evidence/observation.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { isolate } from '../src/grading/isolate.ts';
import { openWorld } from '../src/grading/world.ts';
import { childrenCpuSeconds } from '../src/leftovers/process-facts.ts';
import { printMachine } from './machine.ts';
import { medianOf } from './median.ts';

const submission = 'fixtures/submissions/kafka-consumers/reference';
const grades = Number(process.argv[2] ?? 5);

interface Run {
  score: string;
  wallMs: number;
  longestScenarioMs: number;
  scalingMs: number;
  studentCpuS: number;
  harnessCpuS: number;
  brokerCpuS: number;
}

const out = await mkdtemp(join(tmpdir(), 'kafka-grader-bench-'));
try {
  const { isolation } = await isolate('auto', 'own');
  await using world = await openWorld({
    choice: 'jvm',
    isolation,
    report: () => {},
    signal: new AbortController().signal,
  });
  printMachine();
  console.log(`broker    jvm, ready after ${world.broker.startedInMs} ms`);
  console.log('\nscore   wall   longest scenario   ratio   scaling   CPU: students  harness+taps  broker');
  const runs: Run[] = [];
  for (let index = 0; index < grades; index += 1) {
    const before = await cpuSeconds();
    const beganMs = performance.now();
    const { grade, observations } = await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder: submission,
      out,
      world,
      seed: `bench-${index}`,
      graderVersion: 'bench',
      environment: process.env,
    });
    const wallMs = performance.now() - beganMs;
    const after = await cpuSeconds();
    const run: Run = {
      score: `${grade.score}/${grade.maxScore}`,
      wallMs,
      longestScenarioMs: Math.max(...kafkaConsumers.scenarios.map(({ name }) => durationOf(name, observations))),
      scalingMs: durationOf('scaling', observations),
      studentCpuS: after.students - before.students,
      harnessCpuS: after.harness - before.harness,
      brokerCpuS: after.broker - before.broker,
    };
    runs.push(run);
    printRun(run);
  }
  printRun(medianRun(runs), 'median');

  async function cpuSeconds() {
    const { user, system } = process.cpuUsage();
    return {
      harness: (user + system) / 1e6,
      students: (await childrenCpuSeconds()) ?? Number.NaN,
      broker: (await world.broker.cpuSeconds()) ?? Number.NaN,
    };
  }
} finally {
  await rm(out, { recursive: true, force: true });
}

function durationOf(scenario: string, observations: readonly Observation[]): number {
  const at = (type: Observation['type']) => observations.find((o) => o.scenario === scenario && o.type === type)?.atMs;
  return (at('scenario-ended') ?? Number.NaN) - (at('scenario-began') ?? Number.NaN);
}

function printRun(run: Run, label = run.score): void {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const columns = [
    label.padEnd(6),
    seconds(run.wallMs).padStart(6),
    seconds(run.longestScenarioMs).padStart(14),
    (run.wallMs / run.longestScenarioMs).toFixed(2).padStart(11),
    seconds(run.scalingMs).padStart(9),
    `${run.studentCpuS.toFixed(2)} s`.padStart(14),
    `${run.harnessCpuS.toFixed(2)} s`.padStart(12),
    `${run.brokerCpuS.toFixed(2)} s`.padStart(10),
  ];
  console.log(columns.join('  '));
}

function medianRun(runs: readonly Run[]): Run {
  const median = (pick: (run: Run) => number) => medianOf(runs.map(pick));
  return {
    score: 'median',
    wallMs: median((run) => run.wallMs),
    longestScenarioMs: median((run) => run.longestScenarioMs),
    scalingMs: median((run) => run.scalingMs),
    studentCpuS: median((run) => run.studentCpuS),
    harnessCpuS: median((run) => run.harnessCpuS),
    brokerCpuS: median((run) => run.brokerCpuS),
  };
}
