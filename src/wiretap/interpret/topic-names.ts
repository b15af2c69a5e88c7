/** A topic as a message names it: by name, or by id in newer versions. */
export interface TopicReference {
  readonly name: string | null;
  readonly topicId: string | null;
}

/** The names of topic ids, as far as Metadata answers told them: one map for all taps of a rack. */
export interface TopicNames {
  learn(topicId: string, name: string): void;
  nameOf(topicId: string): string | null;
  /** Calls back once the id has a name, unless that is cancelled before. */
  whenLearned(topicId: string, then: (name: string) => void): Cancel;
}

export type Cancel = () => void;

export function topicNames(): TopicNames {
  const names = new Map<string, string>();
  const waiting = new Map<string, Set<(name: string) => void>>();
  return {
    learn(topicId, name) {
      names.set(topicId, name);
      const callbacks = waiting.get(topicId) ?? [];
      waiting.delete(topicId);
      for (const callback of callbacks) callback(name);
    },
    nameOf: (topicId) => names.get(topicId) ?? null,
    whenLearned(topicId, then) {
      const callbacks = waiting.get(topicId) ?? new Set();
      waiting.set(topicId, callbacks.add(then));
      return () => {
        callbacks.delete(then);
        if (callbacks.size === 0 && waiting.get(topicId) === callbacks) waiting.delete(topicId);
      };
    },
  };
}

/** A partition within one message, where its topic may not have a name yet. */
export function partitionKey(topic: TopicReference, partition: number): string {
  return `${topic.name ?? topic.topicId}/${partition}`;
}
