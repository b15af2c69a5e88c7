/** All checks: those that lost points first and open, the rest folded. */
import { areaOf } from '../../grade/rubric.ts';
import type { Report, ReportedCheck } from '../report.ts';
import { CheckBody } from './check-body.tsx';
import { type CheckContext, contextOf } from './check-context.ts';
import { inOrderOfLoss, lostPoints } from './loss.ts';
import { LostCheck } from './lost-check.tsx';
import { markOf, pointsOf, statuses, statusOf } from './status.ts';

export function Checks({ report }: { report: Report }) {
  const { checks } = report.grade;
  const context = contextOf(report);
  const lost = checks.filter(lostPoints).sort(inOrderOfLoss);
  const rest = checks.filter((check) => !lostPoints(check));
  return (
    <section id="checks" aria-label="Checks">
      <Filter checks={checks} />
      {lost.length > 0 && <h2>{headingOfLost(lost)}</h2>}
      {lost.map((check) => (
        <LostCheck check={check} context={context} />
      ))}
      {rest.length > 0 && <h2>{headingOfRest(rest, lost)}</h2>}
      {[...new Set(rest.map(({ id }) => areaOf(id)))].map((area) => (
        <Area area={area} checks={rest.filter(({ id }) => areaOf(id) === area)} context={context} />
      ))}
    </section>
  );
}

function headingOfLost(lost: readonly ReportedCheck[]): string {
  return lost.some((check) => statusOf(check) === 'undecided') ? 'Lost or open' : 'Where points were lost';
}

function headingOfRest(rest: readonly ReportedCheck[], lost: readonly ReportedCheck[]): string {
  if (rest.some((check) => statusOf(check) === 'withheld')) return 'Reached, or not shown';
  return lost.length > 0 ? 'What was reached' : 'Every point was reached';
}

/** Works by style alone: what is chosen hides the others. */
function Filter({ checks }: { checks: readonly ReportedCheck[] }) {
  const present = new Set(checks.map(statusOf));
  return (
    <fieldset class="filter">
      <legend>Show</legend>
      {['all', ...statuses.filter((status) => present.has(status))].map((choice) => (
        <label>
          <input type="radio" name="show" id={`show-${choice}`} value={choice} checked={choice === 'all'} />
          {choice}
        </label>
      ))}
    </fieldset>
  );
}

function Area({ area, checks, context }: { area: string; checks: readonly ReportedCheck[]; context: CheckContext }) {
  return (
    <div class="area">
      <h3>{area}</h3>
      {checks.map((check) => (
        <details class={`check printed ${statusOf(check)}`} id={`check-${check.id}`}>
          <summary>
            <span class="mark" aria-hidden="true">
              {markOf(statusOf(check))}
            </span>
            <span class="title">{check.title}</span>
            <span class="points">{pointsOf(check)}</span>
          </summary>
          {check.shown === 'whole' ? (
            <CheckBody check={check} context={context} />
          ) : (
            <p>What became of this check is not shown.</p>
          )}
        </details>
      ))}
    </div>
  );
}
