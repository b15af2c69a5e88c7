import { earlyVerdicts, scenariosLookedAt } from '../check/early-verdicts.ts';
import type { JournalHeader } from '../evidence/journal.ts';
import type { CheckResult } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import type { Recorder } from '../scenario/recorder.ts';
import type { Exercise } from './exercise.ts';
import { gradeOf } from './judge-journal.ts';

/** A check's result, told before the grading has ended. */
export interface DecidedCheck {
  check: CheckResult;
  /** Whether anything that it looks at was played; else it goes by what earlier gradings showed. */
  isPlayed: boolean;
}

export interface Telling {
  exercise: Exercise;
  rubric: Rubric;
  header: JournalHeader;
  recorder: Recorder;
  /** The names of the scenarios that are to be played. */
  toPlay: ReadonlySet<string>;
  /** Is told of each check once, in the order of the rubric where several are decided at once. */
  tell: (decided: readonly DecidedCheck[]) => void;
}

/**
 * Tells of each check as soon as there is a verdict (`early-verdicts.ts` says when that is). The grade has the last word.
 */
export function tellDecided({ exercise, rubric, header, recorder, toPlay, tell }: Telling): Disposable {
  const { history } = recorder;
  const told = new Set<string>();
  const isSettled = (name: string) => {
    const { ended } = history.scenario(name);
    return ended ? !ended.again : !toPlay.has(name);
  };
  const isPlayed = (id: string) =>
    exercise.checks.some(
      (check) => check.id === id && [...scenariosLookedAt(check, history)].some((name) => toPlay.has(name)),
    );
  const look = () => {
    const verdicts = earlyVerdicts(exercise.checks, history, isSettled);
    const news = rubric.filter(({ id }) => verdicts.has(id) && !told.has(id));
    if (news.length === 0) return;
    const endedAtMs = recorder.observations.at(-1)?.atMs ?? 0;
    const { checks } = gradeOf({ exercise, rubric: news, header, history, endedAtMs }, verdicts);
    for (const { id } of checks) told.add(id);
    tell(checks.map((check) => ({ check, isPlayed: isPlayed(check.id) })));
  };
  look();
  return recorder.onObservation(({ type }) => {
    if (type === 'scenario-ended') look();
  });
}
