import { resolve } from 'node:path';
import { findExercise } from '../../exercises/find-exercise.ts';
import { GraderError } from '../../grader-error.ts';
import { readTemplate } from '../../template/read-template.ts';
import type { TemplateKind } from '../../template/template-kind.ts';
import { writeTemplate } from '../../template/write-template.ts';
import type { Surroundings } from '../surroundings.ts';

export interface InitOptions {
  exercise: string;
  for: TemplateKind;
  force: boolean;
}

/** Writes what a student begins with, and says what comes next. */
export async function init(
  given: string,
  { exercise: name, for: kind, force }: InitOptions,
  { cwd, stdout }: Surroundings,
): Promise<0> {
  const folder = resolve(cwd, given);
  const { id, template } = await findExercise(name, cwd);
  if (template === undefined) {
    throw new GraderError('USAGE', `kafka-grader init: the exercise ${id} has no template to begin with.`);
  }
  const files = await readTemplate(template, kind);
  await writeTemplate(folder, files, force ? 'overwrite' : 'empty');
  const paths = files.map(({ path }) => `  ${path}`);
  stdout.write(`${[`Written to ${folder}:`, '', ...paths, '', ...nextSteps(kind)].join('\n')}\n`);
  return 0;
}

function nextSteps(kind: TemplateKind): string[] {
  return [
    'Next, in that folder:',
    '  npm install      installs Kafka’s client and the grader',
    '  README.md        is the exercise: read it, and write the two programs',
    '  npm run grade    says what you earn, and why',
    ...instructorsStep(kind),
  ];
}

function instructorsStep(kind: TemplateKind): string[] {
  switch (kind) {
    case 'actions':
    case 'classroom':
      return [];
    case 'classroom50':
      return ['', 'classroom50/README.md says where the autograder in that folder belongs.'];
  }
}
