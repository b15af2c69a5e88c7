/** The process of the GitHub action: tells GitHub what `grade` has left in its output folder. */
import { setFailed } from '@actions/core';
import { sentenceOf } from './failure.ts';
import { readInputs } from './inputs.ts';
import { readGraded } from './read-graded.ts';
import { tellGrade, tellNoGrade } from './tell.ts';

async function main(): Promise<void> {
  try {
    const inputs = readInputs();
    tellGrade(await readGraded(inputs.output), inputs);
  } catch (error) {
    tellNoGrade(sentenceOf(error));
  }
}

main().catch((error) => setFailed(sentenceOf(error)));
