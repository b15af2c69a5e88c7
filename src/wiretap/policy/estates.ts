/** Whose the topics and groups on a broker are. */

export type Kind = 'topic' | 'group';

/**
 * What a name is to those who ask: made for them; made up for others, who alone can know it; used by others just now because
 * their program insists on it, so that anybody may have hit on it; or nobody's.
 */
export type Standing = 'own' | 'foreign' | 'taken' | 'free';

/** The topics and groups that were made for one scenario. Disposing frees the names that its program insists on. */
export interface Estate extends Disposable {
  /** The one who claimed a name last has it: a scenario that is begun again uses its names again. */
  claim(kind: Kind, name: string, how: 'made-up' | 'insisted'): void;
  standing(kind: Kind, name: string): Standing;
}

/** Kafka's own topics: with them, anybody could read what all groups do, and write it. */
const brokersTopics: ReadonlySet<string> = new Set([
  '__consumer_offsets',
  '__transaction_state',
  '__share_group_state',
  '__cluster_metadata',
]);

/** All estates on one broker. */
export function openEstates(): () => Estate {
  const owners: Record<Kind, Map<string, { estate: Estate; how: 'made-up' | 'insisted' }>> = {
    topic: new Map(),
    group: new Map(),
  };
  return () => {
    const estate: Estate = {
      claim: (kind, name, how) => owners[kind].set(name, { estate, how }),
      standing(kind, name) {
        if (kind === 'topic' && brokersTopics.has(name)) return 'foreign';
        const owner = owners[kind].get(name);
        if (!owner) return 'free';
        if (owner.estate === estate) return 'own';
        return owner.how === 'insisted' ? 'taken' : 'foreign';
      },
      [Symbol.dispose]() {
        for (const names of Object.values(owners)) {
          for (const [name, owner] of names) {
            if (owner.estate === estate && owner.how === 'insisted') names.delete(name);
          }
        }
      },
    };
    return estate;
  };
}
