/** `grade.json`, schema `kafka-grader/grade/v1`. */
import { z } from 'zod';
import { hiddenPointsChoices, visibilities } from './rubric.ts';

export const checkResult = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'inconclusive']),
  /** Null where the check is inconclusive. */
  points: z.int().nullable(),
  maxPoints: z.int(),
  /** Whom the rubric lets see it. */
  visibility: z.enum(visibilities).default('visible'),
  reason: z.string(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  hint: z.string().nullable(),
  /** The known mistake that the hint is about: the page is `docs/mistakes/<mistake>.md`. */
  mistake: z.string().nullable().default(null),
  blockedBy: z.string().nullable(),
  /** `seq` numbers of lines in `observations.jsonl`. */
  evidence: z.array(z.int()),
  /** The scenarios that it goes by. */
  scenarios: z.array(z.string()).default([]),
  /** Where in the student's source the fault shows, if it is known. */
  location: z.object({ file: z.string(), line: z.int(), column: z.int() }).nullable().default(null),
});
export type CheckResult = z.infer<typeof checkResult>;

export const grade = z.object({
  schema: z.literal('kafka-grader/grade/v1'),
  exercise: z.string(),
  submission: z.object({ id: z.string(), sha256: z.string(), commit: z.string().nullable() }),
  score: z.int(),
  maxScore: z.int(),
  /** False where a check is inconclusive: the score may still rise. */
  final: z.boolean(),
  checks: z.array(checkResult),
  /** Whether students see what a check earned whose result they may not see. */
  hiddenPoints: z.enum(hiddenPointsChoices).default('withheld'),
  grader: z.object({
    version: z.string(),
    rubricSha256: z.string(),
    seed: z.string(),
    isolation: z.string(),
    node: z.string(),
  }),
  broker: z.object({ kind: z.enum(['container', 'jvm']), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: z.int(),
});
export type Grade = z.infer<typeof grade>;
