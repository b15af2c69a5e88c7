/** A name and what it is; null where it is not known. */
export type NamedFact = readonly [name: string, value: string | null];

/** What few want to know, folded. */
export function Facts({ summary, facts }: { summary: string; facts: readonly NamedFact[] }) {
  return (
    <details class="facts">
      <summary>{summary}</summary>
      <dl>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
