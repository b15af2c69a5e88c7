import type { WholeCheck, Witness } from '../report.ts';
import { type CheckContext, pointsOf } from './checks.tsx';
import { differenceOf } from './difference.ts';
import { pageId } from './pages.tsx';
import { markOf, statusOf } from './status.ts';

interface CheckProps {
  check: WholeCheck;
  context: CheckContext;
}

/** A check that lost points, open. */
export function Check({ check, context }: CheckProps) {
  const status = statusOf(check);
  return (
    <article class={`check ${status}`} id={`check-${check.id}`}>
      <h3>
        <span class="mark" aria-hidden="true">
          {markOf(status)}
        </span>
        <span class="title">{check.title}</span>
        <span class="status">{status}</span>
        <span class="points">{pointsOf(check)}</span>
      </h3>
      <Check.Body check={check} context={context} />
    </article>
  );
}

Check.Body = function Body({ check, context }: CheckProps) {
  const { id, reason, expected, actual, location, hint, blockedBy, mistake } = check;
  return (
    <>
      <p>{reason}</p>
      {location && (
        <p>
          {'at '}
          <code>{`${location.file}:${location.line}:${location.column}`}</code>
        </p>
      )}
      <Difference expected={expected} actual={actual} />
      {hint !== null && (
        <p class="hint">
          <strong>Hint</strong>
          {` ${hint}`}
        </p>
      )}
      {blockedBy !== null && (
        <p>
          {'Blocked by '}
          <a href={`#check-${blockedBy}`}>{blockedBy}</a>
        </p>
      )}
      <p class="more">
        <code>{id}</code>
        {mistake !== null && (
          <PageLink path={`docs/mistakes/${mistake}`} text="read about this mistake" context={context} />
        )}
        <PageLink path={`docs/checks/${id}`} text="what this check is about" context={context} />
      </p>
      <Evidence check={check} context={context} />
    </>
  );
};

function PageLink({ path, text, context }: { path: string; text: string; context: CheckContext }) {
  return context.pages.has(path) ? (
    <>
      {' · '}
      <a href={`#${pageId(path)}`}>{text}</a>
    </>
  ) : null;
}

function Difference({ expected, actual }: Pick<WholeCheck, 'expected' | 'actual'>) {
  if (expected === null && actual === null) return null;
  const { before, expectedOnly, actualOnly, after } = differenceOf(expected ?? '', actual ?? '');
  return (
    <dl class="difference">
      {expected !== null && (
        <div class="expected">
          <dt>expected</dt>
          <dd>
            {before}
            {expectedOnly !== '' && <mark>{expectedOnly}</mark>}
            {after}
          </dd>
        </div>
      )}
      {actual !== null && (
        <div class="actual">
          <dt>actual</dt>
          <dd>
            {before}
            {actualOnly !== '' && <mark>{actualOnly}</mark>}
            {after}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Evidence({ check, context }: CheckProps) {
  const { evidence, title } = check;
  const witnesses = evidence.flatMap((seq) => context.witnesses.get(seq) ?? []);
  if (evidence.length === 0) return null;
  const rest = evidence.length - witnesses.length;
  return (
    <div class="evidence">
      <button type="button" data-evidence={evidence.join(' ')} aria-pressed="false" hidden>
        Show in the drawings<span class="unseen">{`: ${title}`}</span>
      </button>
      {witnesses.length > 0 && (
        <details>
          <summary>
            {evidence.length === 1 ? '1 observation shows it' : `${evidence.length} observations show it`}
          </summary>
          <ol>
            {witnesses.map((witness) => (
              <li>
                <Place witness={witness} context={context} />
                {` ${witness.says}`}
              </li>
            ))}
          </ol>
          {rest > 0 && <p>{`and ${rest} more in observations.jsonl`}</p>}
        </details>
      )}
    </div>
  );
}

function Place({ witness, context }: { witness: Witness; context: CheckContext }) {
  const { seq, scenario, atMs } = witness;
  const where = scenario === null ? '' : `${scenario} at ${(atMs / 1000).toFixed(2)} s`;
  return (
    <span class="faint">
      {scenario !== null && context.scenarios.has(scenario) ? <a href={`#scenario-${scenario}`}>{where}</a> : where}
      {` #${seq}`}
    </span>
  );
}
