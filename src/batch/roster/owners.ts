/** Whose a submission is, by nothing but its id. Letters count the same large and small. */
import type { Roster, RosterStudent } from './roster.ts';

export type Owners =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'one'; readonly owner: RosterStudent }
  /** Those who hand in together, at least one. */
  | { readonly kind: 'group'; readonly name: string; readonly owners: Roster }
  /** It can't be told which of these. */
  | { readonly kind: 'unclear'; readonly owners: Roster };

/**
 * What names a student wholly comes first, then the repository that a classroom made for them, `<assignment>-<login>`, then that of
 * their group. The longest of several endings is meant: `day-3-ann-lee` is of `ann-lee`, not of `lee`.
 */
export function ownersOf(id: string, roster: Roster): Owners {
  const folded = fold(id);
  const named = roster.filter(({ student: { login, identifier, email } }) =>
    [login, identifier, email].some((known) => known !== null && fold(known) === folded),
  );
  if (named.length > 1) return { kind: 'unclear', owners: named };
  const owner = named[0] ?? longest(roster, (known) => endsWith(folded, known.student.login));
  if (owner) return { kind: 'one', owner };
  const inGroup = longest(roster, ({ group }) => endsWith(`-${folded}`, repositoryName(group)));
  const name = repositoryName(inGroup?.group ?? null);
  if (name === null) return { kind: 'nobody' };
  return { kind: 'group', name, owners: roster.filter(({ group }) => repositoryName(group) === name) };
}

/** How much of the end is matched; 0 where it is not. */
function endsWith(id: string, name: string | null): number {
  return name !== null && id.endsWith(`-${fold(name)}`) ? name.length : 0;
}

function longest(roster: Roster, lengthOf: (known: RosterStudent) => number): RosterStudent | null {
  const best = roster.reduce<RosterStudent | null>(
    (before, known) => (lengthOf(known) > (before ? lengthOf(before) : 0) ? known : before),
    null,
  );
  return best;
}

/** What GitHub makes of a group's name in that of a repository. */
function repositoryName(group: string | null): string | null {
  const name = group
    ?.toLowerCase()
    .replace(/[^a-z0-9_.]+/g, '-')
    .replace(/^-|-$/g, '');
  return name ? name : null;
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
