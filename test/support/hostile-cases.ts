/** The attacks of `fixtures/hostile`, and what is to become of each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * How submissions are kept apart from the grader. `process-own-user` is `process` where the grader was started by root and runs
 * them as somebody else.
 */
export const levels = ['none', 'process', 'process-own-user', 'bubblewrap', 'docker'] as const;
export type Level = (typeof levels)[number];

/** What an attack may get to, each seen from outside of it. */
export const spoils = [
  'secret-read',
  'file-written',
  'process-killed',
  'process-left',
  'service-reached',
  'neighbour-spoken-for',
  'topic-changed',
  'offsets-changed',
  'limit-passed',
  'report-steered',
  'grader-changed',
] as const;
export type Spoil = (typeof spoils)[number];

const outcome = z.strictObject({
  levels: z.array(z.enum(levels)),
  /** Exactly that. */
  reached: z.array(z.enum(spoils)),
  /** Exactly these checks do not pass. */
  lost: z.record(z.string(), z.enum(['failed', 'skipped', 'inconclusive'])),
  /** The types of events that the journal must hold, among others. */
  events: z.array(z.string()),
});
export type Outcome = z.infer<typeof outcome>;

const hostileCase = z.strictObject({
  /** A sentence whose subject is the submission. */
  attack: z.string(),
  /** The checks that it is graded by. */
  only: z.array(z.string()),
  outcomes: z.array(outcome),
});

export interface HostileCase extends z.infer<typeof hostileCase> {
  /** Its folder. */
  readonly name: string;
}

export const hostileFolder = fileURLToPath(new URL('../../fixtures/hostile/', import.meta.url));

export const hostileCases: readonly HostileCase[] = readdirSync(hostileFolder)
  .sort()
  .map((name) => ({
    name,
    ...hostileCase.parse(JSON.parse(readFileSync(join(hostileFolder, name, 'expected.json'), 'utf8'))),
  }));

export function outcomeAt({ name, outcomes }: HostileCase, level: Level): Outcome {
  const found = outcomes.find((each) => each.levels.includes(level));
  if (!found) throw new Error(`${name} does not say what is to become of it at ${level}.`);
  return found;
}
