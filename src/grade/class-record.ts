/**
 * `batch.json`, schema `kafka-grader/batch/v1`: what a batch was about, and what became of each submission. The points are in
 * the grades.
 */
import * as z from 'zod';
import { parseJson } from '../evidence/json.ts';
import { firstProblem } from './first-problem.ts';

const student = z.object({
  identifier: z.string().nullable().describe('As the course knows them: a number, a name, an address.'),
  name: z.string().nullable(),
  login: z.string().nullable().describe('On GitHub.'),
  email: z.string().nullable(),
  section: z.string().nullable(),
});
export type Student = z.infer<typeof student>;

const classMember = z.object({
  id: z.string().describe('The name of its folder below `submissions/`.'),
  status: z.enum(['graded', 'not-graded']),
  why: z
    .string()
    .nullable()
    .describe("Why it was not graded: the grader's own fault or the machine's, never the submission's."),
  attempts: z.int().describe('How often it was begun; 0 where its grade was there from before.'),
  handedInAt: z.iso
    .datetime()
    .nullable()
    .describe('The date of the commit that was graded or is checked out, where there is one: as the student set it.'),
  student: student
    .nullable()
    .describe(
      'Who the roster says it is of; null where nobody on it owns it, and everywhere where no roster was given.',
    ),
  partners: z
    .array(student)
    .default([])
    .describe('Those who handed it in together with them, by the groups of the roster.'),
});
export type ClassMember = z.infer<typeof classMember>;

export const classRecord = z.object({
  schema: z.literal('kafka-grader/batch/v1'),
  exercise: z.string(),
  checks: z.array(z.object({ id: z.string(), title: z.string(), points: z.int() })).describe('Those that were asked.'),
  grader: z.object({ version: z.string(), rubricSha256: z.string(), seed: z.string(), node: z.string() }),
  shard: z.object({ index: z.int(), of: z.int() }).nullable().describe('The part of a class that this is, from 1.'),
  jobs: z.int().describe('Submissions that were graded at the same time.'),
  startedAt: z.iso.datetime(),
  durationMs: z.int(),
  submissions: z.array(classMember).describe('By id.'),
  absent: z.array(student).describe('Those of the roster who handed in nothing.'),
});
export type ClassRecord = z.infer<typeof classRecord>;

/** A stored record, or the first thing that is wrong with it. */
export function parseClassRecord(text: string): ClassRecord | { problem: string } {
  const json = parseJson(text);
  if (json === undefined) return { problem: 'not JSON' };
  const parsed = classRecord.safeParse(json);
  return parsed.success ? parsed.data : { problem: firstProblem(parsed.error, json) };
}
