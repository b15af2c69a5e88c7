import type { WholeCheck, Witness } from '../report.ts';
import type { CheckContext } from './check-context.ts';

/** What was observed that shows how a check ended: to be pointed out in the drawings, and in words. */
export function Evidence({ check, context }: { check: WholeCheck; context: CheckContext }) {
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
