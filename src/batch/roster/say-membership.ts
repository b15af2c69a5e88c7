import { plain } from '../../report/plain.ts';
import type { Membership } from './match-roster.ts';
import { nameOf } from './roster.ts';

/** Who handed in nothing, and which submissions nobody owns, a line each; nothing where there is no such. */
export function sayMembership({ absent, unowned }: Membership): string {
  return [...listed('Handed in nothing', absent.map(nameOf)), ...listed('Not on the roster', unowned)].join('');
}

function listed(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title} (${names.length}):\n`, ...names.map((name) => `  ${plain(name)}\n`)];
}
