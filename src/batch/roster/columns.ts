/** What the columns of rosters are called: by GitHub Classroom, Classroom 50, and those who make one themselves. */
const meanings = {
  identifier: 'identifier',
  id: 'identifier',
  name: 'name',
  first_name: 'firstName',
  last_name: 'lastName',
  github_username: 'login',
  username: 'login',
  login: 'login',
  email: 'email',
  section: 'section',
  role: 'role',
  group_name: 'group',
  group: 'group',
} as const;

export type Column = (typeof meanings)[keyof typeof meanings];

/** By any of these a submission is known to be somebody's. */
const identifying: readonly Column[] = ['identifier', 'login', 'email'];

const columnOf: ReadonlyMap<string, Column> = new Map(Object.entries(meanings));

/** Where each column stands, from 0; those that mean nothing here are left out. */
export type Header = { readonly columns: ReadonlyMap<Column, number> } | { readonly problem: string };

export function parseHeader(cells: readonly string[]): Header {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const column = columnOf.get(cell.trim().toLowerCase());
    if (column === undefined) continue;
    const before = columns.get(column);
    if (before !== undefined) return { problem: `"${cells[before]}" and "${cell}" mean the same; one of them must go` };
    columns.set(column, index);
  }
  if (identifying.some((column) => columns.has(column))) return { columns };
  const allowed = [...columnOf].filter(([, column]) => identifying.includes(column)).map(([name]) => name);
  return { problem: `no column says whose a submission is; the first line names one or more of ${allowed.join(', ')}` };
}
