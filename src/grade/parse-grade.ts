import { parseJson } from '../evidence/json.ts';
import { firstProblem } from './first-problem.ts';
import { type Grade, grade } from './grade.ts';

/** A stored grade, also one that an earlier version wrote; or the first thing that is wrong with it. */
export function parseGrade(text: string): Grade | { problem: string } {
  const json = parseJson(text);
  if (json === undefined) return { problem: 'not JSON' };
  const parsed = grade.safeParse(json);
  return parsed.success ? parsed.data : { problem: firstProblem(parsed.error, json) };
}
