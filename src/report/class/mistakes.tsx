/** What cost points, most made first, and who made it. */

import { titleOf } from '../html/pages.tsx';
import { plain } from '../plain.ts';
import { count as counted } from '../story/say.ts';
import { nameOf } from '../words.ts';
import type { Cause, MistakeMade } from './causes.ts';
import type { ClassReport } from './class-report.ts';
import { MemberLinks } from './member-link.tsx';
import { PageOf } from './page-of.tsx';
import type { StoredClass } from './stored-class.ts';

export function MistakesSection({ report: { mistakes, stored } }: { report: ClassReport }) {
  if (mistakes.length === 0) return null;
  return (
    <section aria-labelledby="mistakes-title">
      <h2 id="mistakes-title">The commonest mistakes</h2>
      {mistakes.map((made) => (
        <article class="check failed">
          <h3>
            <span class="title">{titleOfMistake(made, stored)}</span>
            <span class="points">{counted(made.members.length, 'submission')}</span>
          </h3>
          <p>{costOf(made)}</p>
          <p class="more">
            {made.checks.map(plain).join(', ')}
            <PageOf path={`docs/mistakes/${made.mistake}`} text="read about this mistake" stored={stored} />
          </p>
          <MemberLinks members={made.members} />
        </article>
      ))}
    </section>
  );
}

function titleOfMistake({ mistake }: MistakeMade, { pages }: StoredClass): string {
  const page = pages.find(({ path }) => path === `docs/mistakes/${mistake}`);
  return page ? titleOf(page) : nameOf(mistake);
}

const mostReasons = 5;

/** By check, in the order in which the checks cost points. */
export function ReasonsSection({ report: { reasons, checks } }: { report: ClassReport }) {
  if (reasons.length === 0) return null;
  return (
    <section aria-labelledby="reasons-title">
      <h2 id="reasons-title">Other reasons</h2>
      <p>Where no known mistake explains it. What differs from one submission to the next is left out.</p>
      {checks.map(({ id, title }) => {
        const given = reasons.filter(({ check }) => check === id);
        const rest = given.length - mostReasons;
        if (given.length === 0) return null;
        return (
          <article class="check">
            <h3>
              <span class="title">{nameOf(title)}</span>
            </h3>
            {given.slice(0, mostReasons).map((reason) => (
              <>
                <p>{reason.wording}</p>
                <p class="more">{`${counted(reason.members.length, 'submission')}: ${costOf(reason)}`}</p>
                <MemberLinks members={reason.members} />
              </>
            ))}
            {rest > 0 && <p class="more">{`and ${counted(rest, 'reason')} that fewer have`}</p>}
          </article>
        );
      })}
    </section>
  );
}

function costOf({ pointsLost, pointsSkipped }: Cause): string {
  const skipped = pointsSkipped > 0 ? `, ${pointsSkipped} of them in checks that it left nothing to judge in` : '';
  return `${counted(pointsLost, 'point')} lost in all${skipped}`;
}
