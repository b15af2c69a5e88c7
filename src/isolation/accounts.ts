import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { User } from './unprivileged-user.ts';
import { type Shown, shownAt } from './view.ts';

/** What a system has to say of its users and of its own names, where there is but one user; the files are written to the folder. */
export async function accountsOf({ uid, gid }: User, folder: string): Promise<readonly Shown[]> {
  const files = {
    passwd: `student:x:${uid}:${gid}::/:/bin/sh\n`,
    hosts: '127.0.0.1 localhost\n::1 localhost\n',
  };
  return Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const file = join(folder, name);
      await writeFile(file, text);
      return shownAt(`/etc/${name}`, file);
    }),
  );
}
