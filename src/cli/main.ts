import { kafkaConsumers } from '../../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../grading/grade-submission.ts';
import { openWorld } from '../grading/world.ts';

const abort = new AbortController();
const t0 = performance.now();
const log = (...a: unknown[]) => console.error((performance.now() - t0).toFixed(0), ...a);
await using world = await openWorld({ choice: 'jvm', report: (s) => log(JSON.stringify(s)), signal: abort.signal });
const { grade } = await gradeSubmission({
  exercise: kafkaConsumers, rubric: kafkaConsumers.rubric, folder: process.argv[2] ?? '', out: '.kafka-grader', world, seed: String(Math.random()), graderVersion: '0.1.0', environment: process.env,
  onObservation: (o) => { if (process.env['V'] && (o.type === 'gave-up' || o.type==='marked' || o.type === 'exited')) log(o.scenario, JSON.stringify(o)); },
});
for (const c of grade.checks) console.log(c.status.padEnd(12), `${c.points}/${c.maxPoints}`, c.id, c.status === 'passed' ? '' : `${c.reason} [${c.blockedBy}]`);
console.log(grade.score, grade.maxScore, grade.final, grade.durationMs);
