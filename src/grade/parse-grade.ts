import { type Grade, grade } from './grade.ts';
import { parseStored } from './parse-stored.ts';

/** A stored grade, also one that an earlier version wrote; or the first thing that is wrong with it. */
export function parseGrade(text: string): Grade | { problem: string } {
  return parseStored(grade, text);
}
