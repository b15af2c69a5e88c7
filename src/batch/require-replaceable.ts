import { readdir } from 'node:fs/promises';
import { GraderError } from '../grader-error.ts';
import { notWritable } from '../grading/output-folder.ts';

/** What may stand in a folder that results are to be written to, and is replaced then. */
export interface Replaceable {
  /** `earlier merge`, to follow "no". */
  what: string;
  /** Whether a folder that holds these names is one. */
  isOne(names: readonly string[]): boolean | Promise<boolean>;
}

/** FOLDER_NOT_EMPTY where there is anything else; OUTPUT_NOT_WRITABLE where there is no folder and can be none. */
export async function requireReplaceable(out: string, { what, isOne }: Replaceable): Promise<void> {
  const names = await readdir(out).catch(namesUnlessMissing(out));
  const [first] = names;
  if (first === undefined || (await isOne(names))) return;
  const message = `${out} is not empty (it holds ${first}) and no ${what}, which would be replaced; name another folder.`;
  throw new GraderError('FOLDER_NOT_EMPTY', message);
}

function namesUnlessMissing(out: string): (cause: unknown) => string[] {
  return (cause) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw notWritable(out, cause);
  };
}
