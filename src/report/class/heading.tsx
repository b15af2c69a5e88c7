import { Facts, type NamedFact } from '../html/facts.tsx';
import { timeOf } from '../html/heading.tsx';
import { count as counted } from '../story/say.ts';
import type { ClassReport } from './class-report.ts';
import { duration } from './words.ts';

/** What it is of, how many they are, and what is still open. */
export function ClassHeading({ report }: { report: ClassReport }) {
  const { stored, counts } = report;
  return (
    <header>
      <p class="exercise">{`${stored.exercise} · for the instructor only`}</p>
      <h1>The class</h1>
      <p class="score">
        <strong>{counts.final}</strong>
        {` of ${counted(counts.submissions, 'submission')} with a final grade`}
      </p>
      <p>{tally(report)}</p>
      {counts.notFinal + counts.notGraded > 0 && (
        <div class="not-final" role="note">
          <strong>Not everything is graded.</strong>
          {' Through no fault of the submissions, '}
          <a href="#trouble">some have no final grade</a>
          {counts.resumable > 0 ? '. Run batch again with --resume.' : '.'}
        </div>
      )}
      <MissingPages count={counts.withoutPage} />
      <Facts summary="How they were graded" facts={factsOf(report)} />
    </header>
  );
}

function tally({ counts, trouble }: ClassReport): string {
  const parts: readonly [number, string][] = [
    [counts.notFinal, 'not final'],
    [counts.notGraded, 'not graded'],
    [trouble.again.length, 'begun more than once'],
    [counts.absent, 'of the roster handed in nothing'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

/** They are removed where the points have changed: a page of other points would be worse than none. */
function MissingPages({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p class="faint">
      {`${counted(count, 'submission')} had no page beside this one when it was made, and so no link; `}
      <code>{'kafka-grader report <folder> --format html,class'}</code>
      {' makes pages and links.'}
    </p>
  );
}

function factsOf({ stored: { record }, time }: ClassReport): readonly NamedFact[] {
  if (record === null)
    return [['record', 'there is no batch.json: the batch was stopped, or is of an earlier kafka-grader']];
  const { startedAt, jobs, grader, shard } = record;
  return [
    ['graded', timeOf(startedAt)],
    ['took', time.batchMs === null ? null : `${duration(time.batchMs)}, ${jobs} at the same time`],
    ['shard', shard && `${shard.index} of ${shard.of}`],
    ['grader', `kafka-grader ${grader.version}, ${grader.node}`],
    ['seed', grader.seed],
    ['rubric', grader.rubricSha256.slice(0, 16)],
  ];
}
