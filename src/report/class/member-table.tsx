import type { ClassReport } from './class-report.ts';
import { MemberLink } from './member-link.tsx';
import { type Standing, standingOf, standings } from './standing.ts';
import { isGraded, type StoredMember } from './stored-class.ts';
import { shortNameOf } from './words.ts';

/** Everybody, best first; the page's script sorts by a column that is clicked. */
export function MembersSection({ byScore }: Pick<ClassReport, 'byScore'>) {
  const columns = columnsOf(byScore);
  return (
    <section id="all" aria-labelledby="all-title">
      <h2 id="all-title">All submissions</h2>
      <Filter present={new Set(byScore.map(standingOf))} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section class="wide" aria-label="Table of all submissions" tabIndex={0}>
        <table class="sortable">
          <thead>
            <tr>
              {columns.map(({ name }) => (
                <th scope="col" {...(name === 'points' && { 'aria-sort': 'descending' as const })}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {byScore.map((member) => (
              <tr class={`member grade-${standingOf(member)}`}>
                <th scope="row">
                  <MemberLink member={member} />
                </th>
                {columns.slice(1).map(({ cell }) => (
                  <td>{cell(member)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

interface Column {
  name: string;
  cell(member: StoredMember): string;
}

const submission: Column = { name: 'submission', cell: ({ id }) => shortNameOf(id) };
const student: Column = { name: 'student', cell: ({ student: owner }) => (owner?.name ? shortNameOf(owner.name) : '') };
const figures: readonly Column[] = [
  { name: 'points', cell: (member) => (isGraded(member) ? String(member.grade.score) : '') },
  { name: 'of', cell: (member) => (isGraded(member) ? String(member.grade.maxScore) : '') },
  { name: 'grade', cell: (member) => standings[standingOf(member)] },
  { name: 'seconds', cell: (member) => (isGraded(member) ? (member.grade.durationMs / 1000).toFixed(1) : '') },
];

function columnsOf(members: readonly StoredMember[]): readonly Column[] {
  const hasNames = members.some((member) => member.student?.name);
  return [submission, ...(hasNames ? [student] : []), ...figures];
}

/** Works by style alone: what is chosen hides the others. */
function Filter({ present }: { present: ReadonlySet<Standing> }) {
  const choices = (['final', 'not-final', 'not-graded'] as const).filter((standing) => present.has(standing));
  if (choices.length < 2) return null;
  return (
    <fieldset class="filter">
      <legend>Show</legend>
      <label>
        <input type="radio" name="show" id="show-all" value="all" checked />
        all
      </label>
      {choices.map((standing) => (
        <label>
          <input type="radio" name="show" id={`show-${standing}`} value={standing} />
          {standings[standing]}
        </label>
      ))}
    </fieldset>
  );
}
