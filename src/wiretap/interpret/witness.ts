import type { WireEvent } from '../../evidence/observation.ts';
import type { RequestHeader } from '../protocol/message.ts';
import type { Cancel, TopicNames, TopicReference } from './topic-names.ts';

type WithoutSource<Event> = Event extends unknown ? Omit<Event, 'source'> : never;

/** A wire event that need not say again where it comes from. */
type Sighting = WithoutSource<WireEvent>;

type OpaqueReason = (WireEvent & { type: 'opaque' })['reason'];

/** The API and version of a message. */
type Speech = Pick<RequestHeader, 'apiKey' | 'apiVersion'>;

/** No client waits for so many names; what would wait beyond is opaque at once. */
const waitingLimit = 10_000;

/** Says what was seen of one process; keeps back what can't be said before a topic's name is known. */
export interface Witness {
  readonly topics: TopicNames;
  say(sighting: Sighting): void;
  /** Said once per API, version and reason. */
  sayOpaque(speech: Speech, reason: OpaqueReason): void;
  /** Goes on when the topic has a name: now, or when some Metadata answer tells it. */
  named(topic: TopicReference, speech: Speech, then: (name: string) => void): void;
  /** Gives up waiting: what still lacks a name is opaque. */
  settle(): void;
}

export function witness(topics: TopicNames, observe: (event: WireEvent) => void): Witness {
  const opaque = new Set<string>();
  const waiting = new Map<Cancel, Speech>();

  const self: Witness = {
    topics,
    say: (sighting) => observe({ source: 'wire', ...sighting }),
    sayOpaque({ apiKey, apiVersion }, reason) {
      const said = `${apiKey} ${apiVersion} ${reason}`;
      if (opaque.has(said)) return;
      opaque.add(said);
      self.say({ type: 'opaque', apiKey, apiVersion, reason });
    },
    named({ name, topicId }, speech, then) {
      const known = name ?? topics.nameOf(topicId ?? '');
      if (known !== null) {
        then(known);
        return;
      }
      if (topicId === null || waiting.size === waitingLimit) {
        self.sayOpaque(speech, 'unknown-topic-id');
        return;
      }
      const cancel = topics.whenLearned(topicId, (learned) => {
        waiting.delete(cancel);
        then(learned);
      });
      waiting.set(cancel, speech);
    },
    settle() {
      for (const [cancel, speech] of waiting) {
        cancel();
        self.sayOpaque(speech, 'unknown-topic-id');
      }
      waiting.clear();
    },
  };
  return self;
}
