import type { MomentKind, Story } from '../story/story.ts';
import { legendOf } from './glyphs.tsx';

/** What the signs in a timeline mean, as far as they occur in it. */
export function Legend({ story: { lives, steps } }: { story: Story }) {
  const shown = new Set<MomentKind>([
    ...lives.flatMap(({ moments }) => moments.map(({ kind }) => kind)),
    ...steps.map(({ kind }) => kind).filter((kind) => kind !== 'marked'),
  ]);
  return (
    <ul class="legend">
      {legendOf(shown).map(({ kind, path, means }) => (
        <li>
          <svg class="drawing" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <path class={`g ${kind}`} d={path} />
          </svg>
          {means}
        </li>
      ))}
      <li>
        <svg class="drawing" width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
          <rect class="owned p0" x="1" y="1" width="18" height="12" />
          <path class="print" d="M6 7v6M13 7v6" />
        </svg>
        a partition that it owned, and records that it printed
      </li>
    </ul>
  );
}
