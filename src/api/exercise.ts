/** `kafka-grader`: what an exercise and its scenarios are made of. `kafka-grader/check` has the rest. */
export { defineExercise, type Exercise } from '../grading/exercise.ts';
export { packagedFile } from '../packaged-file.ts';
export type { Actor, StartOptions } from '../scenario/actor.ts';
export type { Random } from '../scenario/random.ts';
export { defineScenario, type Scenario } from '../scenario/scenario.ts';
export type { Stage, StageRecord } from '../scenario/stage.ts';
export type { Outcome, Wait } from '../scenario/waiting.ts';
export { python } from '../submission/python/python.ts';
export type { SubmissionShape } from '../submission/submission.ts';
export { typescript } from '../submission/typescript/typescript.ts';
