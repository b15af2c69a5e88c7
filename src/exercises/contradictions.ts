import type { Exercise } from '../grading/exercise.ts';

/** The first thing that an exercise names and does not have, or has twice; null if it fits together. */
export function contradictionIn({ submission, scenarios, checks, rubric, hints }: Exercise): string | null {
  const programs = new Set(submission.programs);
  const played = new Set(scenarios.map((scenario) => scenario.name));
  const ids = new Set(checks.map((check) => check.id));
  const rated = new Set(rubric.map((entry) => entry.id));
  const strange = (owner: string, what: string, named: readonly string[], known: ReadonlySet<string>) =>
    named
      .filter((one) => !known.has(one))
      .map((one) => `${owner} names the ${what} "${one}", which is none of ${[...known].join(', ')}`);
  return (
    [
      ...twice(
        'scenario',
        scenarios.map((scenario) => scenario.name),
      ),
      ...twice(
        'check',
        checks.map((check) => check.id),
      ),
      ...twice(
        'rubric entry',
        rubric.map((entry) => entry.id),
      ),
      ...scenarios.flatMap((scenario) =>
        strange(`the scenario ${scenario.name}`, 'program', scenario.programs, programs),
      ),
      ...checks.flatMap((check) => [
        ...strange(`the check ${check.id}`, 'program', check.programs, programs),
        ...strange(`the check ${check.id}`, 'scenario', check.scenarios, played),
        ...strange(`the check ${check.id}`, 'check', check.dependsOn, ids),
        ...(rated.has(check.id) ? [] : [`the rubric has no points for ${check.id}`]),
      ]),
      ...strange('the rubric', 'check', [...rated], ids),
      ...hints.flatMap((hint) => strange(`the hint ${hint.mistake}`, 'check', hint.checks, ids)),
    ][0] ?? null
  );
}

function twice(what: string, named: readonly string[]): string[] {
  return named.filter((one, index) => named.indexOf(one) < index).map((one) => `the ${what} ${one} is there twice`);
}
