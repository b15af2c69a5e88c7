import type { Grade } from '../grade/grade.ts';

type Workflow = NonNullable<Grade['repository']>['workflows'][number];

/** The workflows that are not as a student was given them. */
export function otherWorkflows({ repository }: Pick<Grade, 'repository'>): readonly Workflow[] {
  return repository?.workflows.filter(({ state }) => state !== 'as-given') ?? [];
}

/** `.github/workflows/grade.yml changed`, for each of those; null where there are none. */
export function listOtherWorkflows(grade: Pick<Grade, 'repository'>): string | null {
  return listed(otherWorkflows(grade));
}

/** The same of those that a student was given; a submission may lie in a repository that is not the student's. */
export function listChangedWorkflows(grade: Pick<Grade, 'repository'>): string | null {
  return listed(otherWorkflows(grade).filter(({ state }) => state === 'changed'));
}

function listed(workflows: readonly Workflow[]): string | null {
  return workflows.map(({ path, state }) => `${path} ${state}`).join(', ') || null;
}

/** How a workflow stands to what a student was given, as a sentence. */
export function sayWorkflow({ path, state }: Workflow): string {
  switch (state) {
    case 'as-given':
      return `${path} is as kafka-grader init writes it.`;
    case 'changed':
      return `${path} is not as kafka-grader init writes it: what ran on a push may not be this grader.`;
    case 'foreign':
      return `${path} is a workflow that kafka-grader init does not write.`;
  }
}
