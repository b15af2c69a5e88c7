import { plain } from '../plain.ts';
import { nameOf } from '../words.ts';
import type { CheckRate } from './check-rates.ts';
import type { ClassReport } from './class-report.ts';
import { PageOf } from './page-of.tsx';
import { percentOf } from './words.ts';

const columns = ['check', 'points', 'pass rate', 'passed', 'failed', 'skipped', 'undecided', 'points lost'] as const;

/** Each check, what cost most first. */
export function ChecksSection({ report }: { report: ClassReport }) {
  if (report.checks.length === 0) return null;
  return (
    <section aria-labelledby="checks-title">
      <h2 id="checks-title">Checks</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section class="wide" aria-label="Table of the checks" tabIndex={0}>
        <table class="sortable">
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" {...(column === 'points lost' && { 'aria-sort': 'descending' as const })}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.checks.map((check) => (
              <CheckRow check={check} report={report} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function CheckRow({ check, report }: { check: CheckRate; report: ClassReport }) {
  const { id, title, points, counts, pointsLost } = check;
  const decided = counts.passed + counts.failed + counts.skipped;
  return (
    <tr>
      <th scope="row">
        {nameOf(title)}
        <br />
        <code>{plain(id)}</code>
        <PageOf path={`docs/checks/${id}`} text="about it" stored={report.stored} />
      </th>
      <td>{points}</td>
      <td data-sort={decided === 0 ? -1 : counts.passed / decided}>{percentOf(counts.passed, decided)}</td>
      <td>{counts.passed}</td>
      <td>{counts.failed}</td>
      <td>{counts.skipped}</td>
      <td>{counts.inconclusive}</td>
      <td>{pointsLost}</td>
    </tr>
  );
}
