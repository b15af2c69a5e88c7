/** `kafka-grader/vitest`: the checks of a submission as a suite, a test per check. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import type { BrokerChoice } from '../broker/broker.ts';
import { findExercise } from '../exercises/find-exercise.ts';
import type { Grade } from '../grade/grade.ts';
import { selectFromRubric } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';
import { graderVersion } from '../grader-version.ts';
import { gradeSubmission } from '../grading/grade-submission.ts';
import { isolate } from '../grading/isolate.ts';
import { openWorld } from '../grading/world.ts';
import type { IsolationChoice } from '../isolation/level.ts';
import { tellVerdict } from './tell-verdict.ts';

export interface Suite {
  /** An exercise that comes with the grader, or a folder with one. */
  exercise: string;
  /** The folder that is handed in. */
  submission: string;
  /** Ids or areas of checks; all where it is not given. */
  only?: readonly string[];
  broker?: BrokerChoice;
  isolation?: IsolationChoice;
  /** Where `grade.json` and `observations.jsonl` go. */
  out?: string;
}

/** The submission is graded once, before the first test; paths are relative to the working directory. */
export function suiteOf(suite: Suite): void {
  const {
    exercise: name,
    submission,
    only = [],
    broker = 'auto',
    isolation: level = 'auto',
    out = '.kafka-grader',
  } = suite;
  describe(submission, async () => {
    const exercise = await findExercise(name, process.cwd());
    const { rubric, unknown } = selectFromRubric(exercise.rubric, only);
    if (unknown.length > 0)
      throw new GraderError('UNKNOWN_CHECK', `${exercise.id} has no check ${unknown.join(', ')}.`);
    let grade: Grade;

    beforeAll(async () => {
      const { signal } = new AbortController();
      const { isolation } = await isolate(level, 'own');
      await using world = await openWorld({ choice: broker, isolation, report: () => {}, signal });
      const graded = await gradeSubmission({
        exercise,
        rubric,
        folder: resolve(submission),
        out: resolve(out),
        world,
        seed: randomBytes(8).toString('hex'),
        graderVersion: graderVersion(),
        environment: process.env,
      });
      grade = graded.grade;
    }, gradingLimitMs);

    for (const { id, title } of rubric) {
      test(`${id}: ${title}`, ({ task, skip }) => {
        const check = grade.checks.find((one) => one.id === id);
        if (!check) throw new Error(`${id} was not judged`);
        tellVerdict(check, { meta: task.meta, skip });
      });
    }
  });
}

/** Far more than any grading takes: each wait in it has its own deadline. */
const gradingLimitMs = 600_000;
