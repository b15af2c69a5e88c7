/**
 * `grade.json`, schema `kafka-grader/grade/v1`. Fields that came after the first version of v1 have a default, so that what
 * an earlier kafka-grader wrote is read as well; that is what a new field needs, too.
 */
import * as z from 'zod';
import { tapLimits, violationRules, workflowStates } from '../evidence/observation.ts';
import { hiddenPointsChoices, visibilities } from './rubric.ts';

export const checkResult = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'inconclusive']),
  points: z.int().nullable().describe('Null where the check is inconclusive.'),
  maxPoints: z.int(),
  visibility: z.enum(visibilities).default('visible').describe('Whom the rubric lets see it.'),
  reason: z.string(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  hint: z.string().nullable(),
  mistake: z
    .string()
    .nullable()
    .default(null)
    .describe('The known mistake that the hint is about: the page is `docs/mistakes/<mistake>.md`.'),
  blockedBy: z.string().nullable().describe('The id of the check whose failure left nothing to judge.'),
  evidence: z.array(z.int()).describe('`seq` numbers of lines in `observations.jsonl`.'),
  scenarios: z.array(z.string()).default([]).describe('The scenarios that it goes by.'),
  file: z
    .string()
    .nullable()
    .default(null)
    .describe('The file of the submission that the check is about, if it was read or run.'),
  location: z
    .object({ file: z.string(), line: z.int(), column: z.int() })
    .nullable()
    .default(null)
    .describe("Where in the student's source the fault shows, if it is known."),
});
export type CheckResult = z.infer<typeof checkResult>;

const violation = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('request'),
    program: z.string(),
    api: z.string().describe("Kafka's name of what it asked for."),
    rule: z.enum(violationRules).describe('Forbidden to everybody; about what is foreign to it; or unreadable.'),
    names: z.array(z.string()).describe('The topics, groups or resources that it was about.'),
    evidence: z.array(z.int()),
  }),
  z.object({
    of: z.literal('limit'),
    program: z.string(),
    limit: z.enum(tapLimits),
    allowed: z.int(),
    evidence: z.array(z.int()),
  }),
]);
export type Violation = z.infer<typeof violation>;

export const grade = z.object({
  schema: z.literal('kafka-grader/grade/v1'),
  exercise: z.string(),
  submission: z.object({ id: z.string(), sha256: z.string(), commit: z.string().nullable() }),
  score: z.int().describe('The sum of the points that are decided.'),
  maxScore: z.int(),
  final: z.boolean().describe('False where a check is inconclusive: the score may still rise.'),
  checks: z.array(checkResult),
  hiddenPoints: z
    .enum(hiddenPointsChoices)
    .default('withheld')
    .describe('Whether students see what a check earned whose result they may not see.'),
  grader: z.object({
    version: z.string(),
    rubricSha256: z.string(),
    seed: z.string(),
    isolation: z.string(),
    node: z.string(),
  }),
  repository: z
    .object({
      workflows: z.array(
        z.object({
          path: z.string(),
          sha256: z.string().nullable().describe('Null where it is larger than the grader reads.'),
          state: z.enum(workflowStates).describe('As `kafka-grader init` writes it, changed, or foreign to it.'),
        }),
      ),
    })
    .nullable()
    .default(null)
    .describe('What runs when somebody pushes to the repository of the submission; null where nobody looked.'),
  violations: z
    .array(violation)
    .default([])
    .describe('What the programs asked of Kafka and were refused, or had more of than they may. It costs no points.'),
  broker: z.object({ kind: z.enum(['container', 'jvm']), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: z.int(),
});
export type Grade = z.infer<typeof grade>;
