import { resolve } from 'node:path';
import { getInput } from '@actions/core';
import { GraderError } from '../grader-error.ts';

export interface Inputs {
  /** Absolute; what was given as --out. */
  output: string;
  /** Where the submission is in its repository. */
  folder: string;
  /** Whether GitHub Classroom's two notices are posted. */
  classroom: 'post' | 'keep';
}

/** What `with:` says, or, where nobody says anything, what action.yml says. USAGE where it says nothing that can be done. */
export function readInputs(): Inputs {
  return {
    output: resolve(getInput('output') || '.kafka-grader'),
    folder: getInput('folder') || '.',
    classroom: readClassroom(getInput('classroom')),
  };
}

function readClassroom(given: string): Inputs['classroom'] {
  switch (given) {
    case '':
    case 'true':
      return 'post';
    case 'false':
      return 'keep';
    default:
      throw new GraderError('USAGE', `The input classroom is '${given}'; allowed are true and false.`);
  }
}
