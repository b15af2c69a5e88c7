import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { gradeFile } from '../grading/output-folder.ts';

/** USAGE where `out` is the folder that the grade lies in, which keeps all that it holds; `recorded` is it or its folder. */
export async function refuseToOverwrite(recorded: string, out: string): Promise<void> {
  const file = (await stat(recorded)).isDirectory() ? join(recorded, gradeFile) : recorded;
  const target = await identityOf(out).catch(() => null);
  const holders = [dirname(file), dirname(await realpath(file))];
  if (!(await Promise.all(holders.map(identityOf))).some((holder) => holder === target)) return;
  const message = `kafka-grader verify: --out ${out} holds the grade that is to be verified, and would be overwritten; choose another folder.`;
  throw new GraderError('USAGE', message);
}

/** The same for every path to one folder. */
async function identityOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return `${dev}:${ino}`;
}
