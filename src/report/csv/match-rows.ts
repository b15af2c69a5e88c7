/** Who of a class stands in which row of a gradebook: by what is certain first, and never by guessing. */

/** By what somebody is found, the surest first. */
const keyKinds = ['identifier', 'login', 'email', 'name'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** What is known of one person; null is unknown. */
export type Keys = Record<KeyKind, string | null>;

/** Under what a row can be found; none for a row that is nobody's. */
export type RowKeys = Record<KeyKind, readonly string[]>;

export type Match =
  | { found: 'row'; row: number }
  | { found: 'nobody' }
  /** Several rows have this key of the person, or several persons have this row. */
  | { found: 'several'; by: KeyKind };

/** For each person, in their order; a row is one person's at most. */
export function matchRows(people: readonly Keys[], rows: readonly RowKeys[]): Match[] {
  const matches = new Map<number, Match>();
  const taken = new Set<number>();
  for (const kind of keyKinds) {
    const rowsBy = indexed(kind, rows);
    const wanted = people.flatMap((keys, person) => {
      const key = keys[kind];
      if (key === null || key.trim() === '' || matches.has(person)) return [];
      const found = [...(rowsBy.get(folded(key)) ?? [])].filter((row) => !taken.has(row));
      return found.length === 0 ? [] : [{ person, found }];
    });
    const wishes = new Map<number, number>();
    for (const row of wanted.flatMap(({ found }) => found)) wishes.set(row, (wishes.get(row) ?? 0) + 1);
    for (const { person, found } of wanted) {
      const [row] = found;
      const isSure = row !== undefined && found.length === 1 && wishes.get(row) === 1;
      matches.set(person, isSure ? { found: 'row', row } : { found: 'several', by: kind });
    }
    for (const { found } of wanted) for (const row of found) taken.add(row);
  }
  return people.map((_, person) => matches.get(person) ?? { found: 'nobody' });
}

/** The rows by their keys of one kind. */
function indexed(kind: KeyKind, rows: readonly RowKeys[]): Map<string, Set<number>> {
  const index = new Map<string, Set<number>>();
  for (const [row, keys] of rows.entries())
    for (const key of keys[kind].map(folded)) index.set(key, (index.get(key) ?? new Set()).add(row));
  return index;
}

/** Case, spaces and the order of `Last, First` make no difference. */
function folded(key: string): string {
  const plain = key.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  const [, last, first] = /^([^,]+), ?([^,]+)$/.exec(plain) ?? [];
  return last === undefined || first === undefined ? plain : `${first.trim()} ${last.trim()}`;
}
