import { sentence } from '../check/sentence.ts';
import type { Verdict } from '../check/verdict.ts';
import type { History } from '../evidence/history.ts';
import type { JournalHeader } from '../evidence/journal.ts';
import type { CheckResult, Grade } from './grade.ts';
import type { Hint } from './hint.ts';
import type { HiddenPoints, Rubric, RubricEntry } from './rubric.ts';
import { violationsIn } from './violations.ts';

export interface Judged {
  header: JournalHeader;
  history: History;
  verdicts: ReadonlyMap<string, Verdict>;
  rubric: Rubric;
  hiddenPoints: HiddenPoints;
  /** What each check goes by, by its id. */
  scenarios: ReadonlyMap<string, readonly string[]>;
  /** The file that each check is about, by its id. */
  files: ReadonlyMap<string, string | null>;
  rubricSha256: string;
  hints: readonly Hint[];
  durationMs: number;
}

/** Verdicts × rubric: the same journal and rubric always make the same grade. */
export function composeGrade(judged: Judged): Grade {
  const { header, history, rubric, verdicts } = judged;
  const checks = rubric.flatMap((entry) => {
    const verdict = verdicts.get(entry.id);
    return verdict ? [resultOf(entry, verdict, judged)] : [];
  });
  return {
    schema: 'kafka-grader/grade/v1',
    exercise: header.exercise,
    submission: header.submission,
    score: checks.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxScore: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    final: checks.every(({ status }) => status !== 'inconclusive'),
    checks,
    hiddenPoints: judged.hiddenPoints,
    grader: {
      version: header.graderVersion,
      rubricSha256: judged.rubricSha256,
      seed: header.seed,
      isolation: header.isolation,
      node: header.node,
    },
    repository: history.repository && { workflows: history.repository.workflows },
    violations: violationsIn(history),
    broker: header.broker,
    startedAt: header.startedAt,
    durationMs: judged.durationMs,
  };
}

function resultOf(entry: RubricEntry, verdict: Verdict, { hints, history, scenarios, files }: Judged): CheckResult {
  const { id, points, title, visibility = 'visible' } = entry;
  const { status, reason, evidence } = verdict;
  const common = {
    id,
    title,
    status,
    maxPoints: points,
    visibility,
    reason,
    expected: null,
    actual: null,
    hint: null,
    mistake: null,
    blockedBy: null,
    evidence: [...evidence],
    scenarios: [...(scenarios.get(id) ?? [])],
    file: files.get(id) ?? null,
    location: null,
  };
  switch (verdict.status) {
    case 'passed':
      return { ...common, points };
    case 'failed': {
      const { expected, actual, location, right } = verdict;
      const earned = right ? Math.floor((points * right.count) / right.of) : 0;
      return { ...common, points: earned, expected, actual, location, ...hintFor(id, hints, history) };
    }
    case 'skipped':
      return { ...common, points: 0, blockedBy: verdict.blockedBy };
    case 'inconclusive':
      return { ...common, points: null };
  }
}

function hintFor(id: string, hints: readonly Hint[], history: History): Pick<CheckResult, 'hint' | 'mistake'> {
  for (const { checks, mistake, match } of hints) {
    const hint = checks.includes(id) ? match(history) : null;
    if (hint !== null) return { hint: sentence(hint), mistake };
  }
  return { hint: null, mistake: null };
}
