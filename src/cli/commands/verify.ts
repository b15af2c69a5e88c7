import { resolve } from 'node:path';
import { recordedExercise } from '../../exercises/recorded-exercise.ts';
import type { Grade } from '../../grade/grade.ts';
import { inconsistenciesOf } from '../../grade/inconsistencies.ts';
import type { Rubric } from '../../grade/rubric.ts';
import { type Verification, verifyGrade } from '../../grade/verify-grade.ts';
import { GraderError } from '../../grader-error.ts';
import { gradeFile, journalFile } from '../../grading/output-folder.ts';
import { readGrading } from '../../grading/read-grade.ts';
import { pageFile } from '../../report/page-file.ts';
import { plain } from '../../report/plain.ts';
import { sayInconsistency } from '../../report/say-inconsistency.ts';
import { renderVerification } from '../../report/terminal/verification.ts';
import { requireFolder } from '../../submission/submission.ts';
import { chooseRubric } from '../choose-rubric.ts';
import type { BrokerOption, IsolationOption } from '../options.ts';
import { refuseToOverwrite } from '../refuse-to-overwrite.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellCutShort } from '../tell-cut-short.ts';
import { lookOf } from '../terminal-look.ts';
import { writePage } from '../write-page.ts';

export interface VerifyOptions extends BrokerOption, IsolationOption {
  /** What the grade says where it is not given. */
  exercise?: string;
  /** The file that the grade was made with, if it was made with one. */
  rubric?: string;
  seed?: string;
  /** Where the new grading stays. */
  out: string;
  json: boolean;
}

/** Grades a folder again and says whether it earned the grade. 0: it did, 1: something is different, 2: not final. */
export async function verify(
  given: string,
  folder: string,
  options: VerifyOptions,
  surroundings: Surroundings,
): Promise<0 | 1 | 2> {
  const { cwd, stdout, stderr } = surroundings;
  const submission = resolve(cwd, folder);
  const out = resolve(cwd, options.out);
  const recorded = await readOneGrade(given, cwd);
  const exercise = await recordedExercise({ exercise: recorded.exercise, file: given }, options.exercise, cwd);
  const whole = await chooseRubric(exercise.rubric, { ...options, only: [] }, cwd);
  const rubric = heldPart(whole, recorded, given);
  await requireFolder(submission);
  await refuseToOverwrite(resolve(cwd, given), out);
  for (const found of inconsistenciesOf(recorded)) {
    stderr.write(`The recorded grade contradicts itself: ${plain(sayInconsistency(found))}\n`);
  }

  // Only now: what is wrong on the command line is told at once.
  const { gradeWithProgress } = await import('../grade-with-progress.ts');
  const graded = await gradeWithProgress({ ...options, exercise, submission, rubric, out }, surroundings);
  await writePage(out, { ...graded, journal: graded, recordIdsIn: exercise.recordIdsIn });
  const verification = verifyGrade({ recorded, regraded: graded.grade, rubric: whole });
  stdout.write(
    options.json
      ? `${JSON.stringify(verification, null, 2)}\n`
      : `\n${renderVerification(verification, lookOf(stdout, surroundings.env))}\n`,
  );
  const people = options.json ? stderr : stdout;
  people.write(`${gradeFile}, ${journalFile} and ${pageFile} of the new grading are in ${out}\n`);
  tellCutShort(graded, out, stderr);
  return exitCodeOf(verification);
}

function exitCodeOf({ final, same }: Verification): 0 | 1 | 2 {
  if (!final) return 2;
  return same ? 0 : 1;
}

async function readOneGrade(given: string, cwd: string): Promise<Grade> {
  const grading = await readGrading(resolve(cwd, given));
  if (grading.of === 'one') return grading.grade;
  const message = `kafka-grader verify: ${given} holds the grades of a batch; name ${given}/submissions/<id> to verify one of them.`;
  throw new GraderError('USAGE', message);
}

/** What the grade holds of the rubric: no more is graded again. */
function heldPart(rubric: Rubric, { checks }: Grade, given: string): Rubric {
  const held = new Set(checks.map(({ id }) => id));
  const part = rubric.filter(({ id }) => held.has(id));
  if (part.length > 0) return part;
  const message = `The grade at ${given} holds none of the defined checks, so there is nothing to grade again: ${rubric.map(({ id }) => id).join(', ')}.`;
  throw new GraderError('UNKNOWN_CHECK', message);
}
