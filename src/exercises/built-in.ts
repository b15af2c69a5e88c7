/** The exercises that come with the grader: each folder of `graders/` that has an exercise module. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Exercise } from '../grading/exercise.ts';

const graders = new URL('../../graders/', import.meta.url);
/** Compiled as this module is, or not. */
const moduleFile = `exercise${extname(import.meta.filename)}`;

export async function exerciseIds(): Promise<string[]> {
  const names = await readdir(graders);
  return names.filter((name) => existsSync(moduleOf(name))).sort();
}

/** One of `exerciseIds`; its own types, and a test, hold it to be an exercise. */
export async function loadExercise(id: string): Promise<Exercise> {
  const loaded: { default: Exercise } = await import(moduleOf(id).href);
  return loaded.default;
}

function moduleOf(id: string): URL {
  return new URL(`${id}/${moduleFile}`, graders);
}
