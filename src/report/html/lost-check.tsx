import type { WholeCheck } from '../report.ts';
import { CheckBody } from './check-body.tsx';
import type { CheckContext } from './check-context.ts';
import { markOf, pointsOf, statusOf } from './status.ts';

/** A check that lost points, open. */
export function LostCheck({ check, context }: { check: WholeCheck; context: CheckContext }) {
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
      <CheckBody check={check} context={context} />
    </article>
  );
}
