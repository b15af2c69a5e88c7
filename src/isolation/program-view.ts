import { dirname, join } from 'node:path';
import { accountsOf } from './accounts.ts';
import type { Confinable } from './enclosure.ts';
import type { User } from './unprivileged-user.ts';
import { readable, type Shown } from './view.ts';

/**
 * What a program sees beside what belongs to the system. The folders that it runs in are above it, with what its language has
 * laid there.
 */
export async function programView({ cwd, home, notes, reads }: Confinable, user: User): Promise<readonly Shown[]> {
  return [
    ...(await accountsOf(user, notes)),
    ...readable(reads),
    ...readable([join(dirname(cwd), 'package.json'), join(dirname(cwd), 'node_modules')]),
    { kind: 'writable', path: cwd, file: cwd },
    { kind: 'in-memory', path: home },
  ];
}
