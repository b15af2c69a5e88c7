import { resolve } from 'node:path';
import { mergeOutputs } from '../../batch/merge-outputs.ts';
import { gradesFile, recordFile } from '../../grading/output-folder.ts';
import { classFile } from '../../report/class/class-file.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellOutcomes } from '../tell-outcomes.ts';

export interface MergeOptions {
  out: string;
}

/** Joins the outputs of batches. 2 where a shard is missing, or a submission has no final grade. */
export async function merge(
  outputs: readonly string[],
  options: MergeOptions,
  surroundings: Surroundings,
): Promise<0 | 2> {
  const { cwd, stdout, signal } = surroundings;
  const out = resolve(cwd, options.out);
  const { outcomes, missing, unfinished } = await mergeOutputs({
    outputs: outputs.map((output) => resolve(cwd, output)),
    out,
    signal,
  });
  const open = tellOutcomes(outcomes, stdout);
  for (const path of unfinished) {
    stdout.write(
      `${path} is left out: it holds no ${recordFile}, so its batch has not ended; go on with it by --resume.\n`,
    );
  }
  for (const { index, of } of missing) stdout.write(`Shard ${index}/${of} is missing.\n`);
  stdout.write(`${gradesFile}, ${classFile} and submissions/ are in ${out}\n`);
  return open + unfinished.length + missing.length === 0 ? 0 : 2;
}
