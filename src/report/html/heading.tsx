import type { Report, ReportedGrade } from '../report.ts';
import { refusedNotice, sayViolations } from '../say-violation.ts';
import { listOtherWorkflows } from '../say-workflow.ts';
import { Facts, type NamedFact } from './facts.tsx';

/** Whose grade it is, how much was reached, and whether that is final. */
export function Heading({ report: { grade, audience } }: { report: Report }) {
  const { submission, exercise, score, maxScore, final } = grade;
  const percent = maxScore === 0 ? 0 : Math.floor((100 * score) / maxScore);
  return (
    <header>
      <p class="exercise">{`${exercise}${audience === 'instructor' ? ' · for the instructor' : ''}`}</p>
      <h1>{submission.id}</h1>
      <p class="score">
        <strong>{score}</strong>
        {` of ${maxScore} points`}
        <span class="faint">{` · ${percent} %`}</span>
      </p>
      <meter min={0} max={Math.max(maxScore, 1)} value={score} aria-label="points">
        {`${percent} %`}
      </meter>
      <p>{tally(grade)}</p>
      {!final && <NotFinal grade={grade} />}
      <Refused violations={sayViolations(grade)} />
      <Facts
        summary="How it was graded"
        facts={factsOf(grade, audience === 'instructor' ? listOtherWorkflows(grade) : null)}
      />
    </header>
  );
}

function NotFinal({ grade: { checks, score } }: { grade: ReportedGrade }) {
  const open = checks.filter((check) => check.shown === 'whole' && check.status === 'inconclusive');
  const points = open.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return (
    <div class="not-final" role="note">
      <strong>This grade is not final.</strong>
      {` Through no fault of the submission, ${open.length === 1 ? 'a check' : 'some checks'} could not be decided. `}
      {points > 0 && `The score may still rise from ${score} to ${score + points}. `}
      Grade it again.
    </div>
  );
}

function Refused({ violations }: { violations: readonly string[] }) {
  if (violations.length === 0) return null;
  return (
    <div role="note">
      {refusedNotice}
      <ul>
        {violations.map((violation) => (
          <li>{violation}</li>
        ))}
      </ul>
    </div>
  );
}

function tally({ checks }: ReportedGrade): string {
  const whole = checks.filter((check) => check.shown === 'whole');
  const counted = (['passed', 'failed', 'skipped', 'inconclusive'] as const).map((status) => ({
    status: status === 'inconclusive' ? 'undecided' : status,
    count: whole.filter((check) => check.status === status).length,
  }));
  const kept = checks.length - whole.length;
  const parts = counted.filter(({ count }) => count > 0).map(({ status, count }) => `${count} ${status}`);
  return [...parts, ...(kept > 0 ? [`${kept} whose result is not shown`] : [])].join(', ');
}

/** `2026-11-22 10:00:00 UTC`. */
export function timeOf(time: string): string {
  return time.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

function factsOf(grade: ReportedGrade, workflows: string | null): readonly NamedFact[] {
  const { submission, broker, durationMs, startedAt, grader } = grade;
  return [
    ['graded', `${timeOf(startedAt)}, in ${(durationMs / 1000).toFixed(1)} s`],
    ['submission', submission.sha256.slice(0, 16)],
    ['commit', submission.commit],
    ['workflow files', workflows],
    ['Kafka', `${broker.version} (${broker.kind})`],
    ['grader', `kafka-grader ${grader.version}, ${grader.node}, isolation ${grader.isolation}`],
    ['seed', grader.seed],
    ['rubric', grader.rubricSha256.slice(0, 16)],
  ];
}
