import { type FolderUsage, glanceAtFolder, measureFolder, nothingUsed } from './folder-usage.ts';

/**
 * By how much folders grow while programs run that may write to them.
 *
 * Several programs may share a folder, one after another too. What lay there when a program began is not its doing; nor is,
 * once one of those that share it has gone, what lies there then: all accounts begin anew, to everybody's favour.
 */
export interface DiskAccounts<Owner> {
  open(owner: Owner, folders: readonly string[]): void;
  close(owner: Owner): void;
  measure(): Promise<void>;
  /** As of the last measurement. */
  growthOf(owner: Owner): FolderUsage;
  /** Everybody with an account of one of the same folders, the owner among them. */
  sharersWith(owner: Owner): Owner[];
}

interface Account {
  usage: FolderUsage;
  beganAt: FolderUsage;
}

interface Folder<Owner> {
  accounts: Map<Owner, Account>;
  /** The next measurement is where all of its accounts begin. */
  beginsAnew: boolean;
}

export function diskAccounts<Owner>(fileBytes: number): DiskAccounts<Owner> {
  const folders = new Map<string, Folder<Owner>>();

  const accountsOf = (owner: Owner): Account[] =>
    [...folders.values()].flatMap(({ accounts }) => accounts.get(owner) ?? []);

  return {
    open(owner, paths) {
      for (const path of paths) {
        const folder = folders.get(path) ?? { accounts: new Map<Owner, Account>(), beginsAnew: false };
        folders.set(path, folder);
        const usage = glanceAtFolder(path, fileBytes);
        if (!usage) folder.beginsAnew = true;
        folder.accounts.set(owner, { usage: usage ?? nothingUsed, beganAt: usage ?? nothingUsed });
      }
    },
    close(owner) {
      for (const [path, { accounts }] of folders) {
        if (!accounts.delete(owner)) continue;
        const folder = folders.get(path);
        if (accounts.size === 0) folders.delete(path);
        else if (folder) folder.beginsAnew = true;
      }
    },
    async measure() {
      for (const [path, folder] of [...folders]) {
        const { beginsAnew } = folder;
        // Whoever opens or closes an account meanwhile has the next measurement for that.
        folder.beginsAnew = false;
        const accounts = [...folder.accounts.values()];
        const usage = await measureFolder(path, fileBytes);
        for (const account of accounts) {
          account.usage = usage;
          if (beginsAnew) account.beganAt = usage;
        }
      }
    },
    growthOf: (owner) =>
      accountsOf(owner).reduce(
        (sum, { usage, beganAt }) => ({
          bytes: sum.bytes + Math.max(0, usage.bytes - beganAt.bytes),
          fullFiles: sum.fullFiles + Math.max(0, usage.fullFiles - beganAt.fullFiles),
        }),
        nothingUsed,
      ),
    sharersWith: (owner) => [
      ...new Set([...folders.values()].flatMap(({ accounts }) => (accounts.has(owner) ? [...accounts.keys()] : []))),
    ],
  };
}
