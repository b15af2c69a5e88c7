/** All checks: those that lost points first and open, the rest folded. */
import { areaOf } from '../../grade/rubric.ts';
import type { Page, Report, ReportedCheck, WholeCheck, Witness } from '../report.ts';
import { Check } from './check.tsx';
import { markOf, statuses, statusOf } from './status.ts';

export interface CheckContext {
  witnesses: ReadonlyMap<number, Witness>;
  pages: ReadonlySet<string>;
  /** Those that are drawn. */
  scenarios: ReadonlySet<string>;
}

export function Checks({ report }: { report: Report }) {
  const { checks } = report.grade;
  const context: CheckContext = {
    witnesses: new Map(report.witnesses.map((witness) => [witness.seq, witness])),
    pages: new Set(report.pages.map((page: Page) => page.path)),
    scenarios: new Set(report.stories.map(({ scenario }) => scenario)),
  };
  const lost = checks.filter(lostPoints).sort((one, other) => lossOf(other) - lossOf(one));
  const rest = checks.filter((check) => !lostPoints(check));
  return (
    <section id="checks" aria-label="Checks">
      <Filter checks={checks} />
      {lost.length > 0 && (
        <h2>{lost.some(({ status }) => status === 'inconclusive') ? 'Lost or open' : 'Where points were lost'}</h2>
      )}
      {lost.map((check) => (
        <Check check={check} context={context} />
      ))}
      {rest.length > 0 && <h2>{lost.length > 0 ? 'What was reached' : 'Every point was reached'}</h2>}
      {[...new Set(rest.map(({ id }) => areaOf(id)))].map((area) => (
        <Area area={area} checks={rest.filter(({ id }) => areaOf(id) === area)} context={context} />
      ))}
    </section>
  );
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
            <Check.Body check={check} context={context} />
          ) : (
            <p>What became of this check is not shown.</p>
          )}
        </details>
      ))}
    </div>
  );
}

function lostPoints(check: ReportedCheck): check is WholeCheck {
  return (
    check.shown === 'whole' && (check.points === null || check.points < check.maxPoints || check.status !== 'passed')
  );
}

/** What is open counts behind what is lost; a skipped check behind those that failed. */
function lossOf({ status, points, maxPoints }: WholeCheck): number {
  const lost = maxPoints - (points ?? 0);
  return status === 'failed' ? 1000 + lost : status === 'skipped' ? 500 + lost : lost;
}

export function pointsOf(check: ReportedCheck): string {
  if (check.shown === 'title') return `–/${check.maxPoints}`;
  return `${check.points ?? '?'}/${check.maxPoints}`;
}
