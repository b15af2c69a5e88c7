/** Which of the machine's processes a student's program has started, however they went about it. */
import { type ProcessEntry, processEntry, processIds, variableOf } from './process-table.ts';

export interface ProcessTree {
  /** The program itself, which leads a group and a session of its own. */
  readonly leader: number;
  /** The folder that HOME is for this program, and for no other one on the machine. */
  readonly home: string;
}

/**
 * The living processes of each tree. A process belongs to a tree by its group, its session, or its parent, and then for good.
 * One that has left all of them before it was first seen is known by its HOME, unless it has given itself another
 * environment too: on such a one nobody can keep an eye but a process namespace.
 */
export interface TreeTable {
  add(tree: ProcessTree): void;
  delete(tree: ProcessTree): void;
  /** Looks at the machine's processes; each tree's living ones are those of this look until the next. */
  look(): void;
  livingOf(tree: ProcessTree): readonly ProcessEntry[];
}

export function treeTable(): TreeTable {
  const living = new Map<ProcessTree, ProcessEntry[]>();
  const byLeader = new Map<number, ProcessTree>();
  const byHome = new Map<string, ProcessTree>();
  const members = new Map<number, { tree: ProcessTree; startedAt: string }>();
  /** Looked at once, and nobody's; on a busy machine most processes are. */
  let foreign = new Set<number>();

  const treeOf = (entry: ProcessEntry): ProcessTree | undefined => {
    const { pid, group, session, parent } = entry;
    const known = members.get(pid);
    if (known?.startedAt === entry.startedAt) return known.tree;
    members.delete(pid);
    const kin = byLeader.get(group) ?? byLeader.get(session) ?? members.get(parent)?.tree;
    return kin ?? byHome.get(variableOf(pid, 'HOME') ?? '');
  };

  return {
    add(tree) {
      living.set(tree, []);
      byLeader.set(tree.leader, tree);
      byHome.set(tree.home, tree);
      foreign.delete(tree.leader);
    },
    delete(tree) {
      living.delete(tree);
      byLeader.delete(tree.leader);
      byHome.delete(tree.home);
      for (const [pid, member] of members) if (member.tree === tree) members.delete(pid);
    },
    look() {
      for (const tree of living.keys()) living.set(tree, []);
      const stillForeign = new Set<number>();
      const seen = new Set<number>();
      for (const pid of processIds()) {
        if (foreign.has(pid)) {
          stillForeign.add(pid);
          continue;
        }
        const entry = processEntry(pid);
        if (!entry) continue;
        const tree = treeOf(entry);
        if (!tree) {
          stillForeign.add(pid);
          continue;
        }
        seen.add(pid);
        members.set(pid, { tree, startedAt: entry.startedAt });
        living.get(tree)?.push(entry);
      }
      for (const pid of members.keys()) if (!seen.has(pid)) members.delete(pid);
      foreign = stillForeign;
    },
    livingOf: (tree) => living.get(tree) ?? [],
  };
}
