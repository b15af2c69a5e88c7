/**
 * `batch.json`, schema `kafka-grader/batch/v1`: what a batch was about, and what became of each submission. The points are in
 * the grades.
 */
import * as z from 'zod';
import { mostShards } from './most-shards.ts';
import { parseStored } from './parse-stored.ts';

const student = z.object({
  identifier: z.string().nullable().describe('As the course knows them: a number, a name, an address.'),
  name: z.string().nullable(),
  login: z.string().nullable().describe('On GitHub.'),
  email: z.string().nullable(),
  section: z.string().nullable(),
});
export type Student = z.infer<typeof student>;

/** What an id is joined to must not lead anywhere else. */
const folderName = z.string().regex(/^(?!\.{1,2}$)[^/\0]+$/);

const classMember = z.object({
  id: folderName.describe('The name of its folder below `submissions/`.'),
  status: z.enum(['graded', 'not-graded']),
  why: z
    .string()
    .nullable()
    .describe("Why it was not graded: the grader's own fault or the machine's, never the submission's."),
  gradable: z
    .boolean()
    .default(true)
    .describe('False where nothing was handed in that could be graded, as by the date that was asked for.'),
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

const shard = z.object({ index: z.int().describe('From 1.'), of: z.int().max(mostShards) });
/** Which part of a class: 1 of 4. */
export type Shard = z.infer<typeof shard>;

const classPart = z.object({
  shard: shard.nullable(),
  seed: z.string(),
  node: z.string(),
  jobs: z.int(),
  startedAt: z.iso.datetime(),
  durationMs: z.int(),
});
export type ClassPart = z.infer<typeof classPart>;

export const classRecord = z.object({
  schema: z.literal('kafka-grader/batch/v1'),
  exercise: z.string(),
  checks: z.array(z.object({ id: z.string(), title: z.string(), points: z.int() })).describe('Those that were asked.'),
  grader: z
    .object({ version: z.string(), rubricSha256: z.string(), seed: z.string(), node: z.string() })
    .describe('Of a merge whose parts differ in seed or node: all of these, with commas in between.'),
  shard: shard.nullable().describe('The part of a class that this is; null where it is no part, and for a merge.'),
  jobs: z.int().describe('Submissions that were graded at the same time; of a merge, those of its parts together.'),
  startedAt: z.iso.datetime().describe('Of a merge, when the first of its parts began.'),
  durationMs: z.int().describe('Of a merge, how long the longest of its parts took.'),
  parts: z.array(classPart).default([]).describe('The batches that a merge was made from; empty for a batch.'),
  submissions: z.array(classMember).describe('By id.'),
  absent: z.array(student).describe('Those of the roster who handed in nothing.'),
});
export type ClassRecord = z.infer<typeof classRecord>;

/** A stored record, or the first thing that is wrong with it. */
export function parseClassRecord(text: string): ClassRecord | { problem: string } {
  return parseStored(classRecord, text);
}
