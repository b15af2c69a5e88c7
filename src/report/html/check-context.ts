import type { Report, Witness } from '../report.ts';

/** What else is in the page that a check can refer to. */
export interface CheckContext {
  witnesses: ReadonlyMap<number, Witness>;
  checks: ReadonlySet<string>;
  pages: ReadonlySet<string>;
  /** Those that are drawn. */
  scenarios: ReadonlySet<string>;
}

export function contextOf({ witnesses, grade, pages, stories }: Report): CheckContext {
  return {
    witnesses: new Map(witnesses.map((witness) => [witness.seq, witness])),
    checks: new Set(grade.checks.map(({ id }) => id)),
    pages: new Set(pages.map(({ path }) => path)),
    scenarios: new Set(stories.map(({ scenario }) => scenario)),
  };
}
