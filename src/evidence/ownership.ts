/**
 * Who owns which partitions of one topic, by what the coordinator sent to each process (the wire).
 *
 * A *member* of the exercise is a process: it owns the union of what its live member ids own. An owner's claim lasts
 * from the answer that gave it the partition until an answer without it, until it left, or until its process ended.
 */
import type { Observation } from './observation.ts';

export interface Membership {
  process: string;
  memberId: string;
  group: string;
  generation: number;
  /** True from the request to join (or the news of a rebalance) until the next assignment. */
  joining: boolean;
  partitions: readonly number[];
  /** The assignment that says so, null before the first. */
  assignedSeq: number | null;
}

/** A stretch of one process owning one partition, `untilSeq` null while it lasts. */
export interface Episode {
  partition: number;
  process: string;
  group: string;
  fromGeneration: number;
  fromSeq: number;
  untilSeq: number | null;
}

/** Error codes with which a coordinator says that it no longer knows the member. */
const memberIsGone = new Set([22, 25, 82, 110, 113]);

/** Of those, the ones that a commit is also answered with: others only say that the generation or epoch is about to change. */
const committerIsGone = new Set([25, 82]);

export class Ownership {
  readonly topic: string;
  readonly episodes: Episode[] = [];
  readonly #members = new Map<string, Membership>();

  constructor(topic: string) {
    this.topic = topic;
  }

  get members(): Membership[] {
    return [...this.#members.values()];
  }

  membersOf(process: string): Membership[] {
    return this.members.filter((member) => member.process === process);
  }

  /** Partitions in ascending order, without repetition. */
  ownedBy(process: string): number[] {
    const owned = new Set(this.membersOf(process).flatMap((member) => member.partitions));
    return [...owned].sort((a, b) => a - b);
  }

  add(observation: Observation): void {
    const { process, seq } = observation;
    if (process === null) return;
    switch (observation.type) {
      case 'join-asked':
        this.#update(process, observation.memberId, { group: observation.group, joining: true });
        return;
      case 'joined':
        this.#members.delete(keyOf(process, ''));
        if (observation.error === null) {
          this.#update(process, observation.memberId, { group: observation.group, joining: true });
        } else if (memberIsGone.has(observation.error)) {
          this.#drop(process, observation.memberId, seq);
        }
        return;
      case 'assigned':
        if (observation.error === null) {
          this.#assign(process, observation.memberId, seq, {
            group: observation.group,
            generation: observation.generation,
            partitions: observation.partitions.filter((p) => p.topic === this.topic).map((p) => p.partition),
          });
        } else if (memberIsGone.has(observation.error)) {
          this.#drop(process, observation.memberId, seq);
        }
        return;
      case 'heartbeat-refused':
        if (memberIsGone.has(observation.error)) this.#drop(process, observation.memberId, seq);
        else this.#update(process, observation.memberId, { group: observation.group, joining: true });
        return;
      case 'committed':
        if (observation.error !== null && committerIsGone.has(observation.error)) {
          this.#drop(process, observation.memberId, seq);
        }
        return;
      case 'epoch-raised':
        this.#update(process, observation.memberId, {
          group: observation.group,
          generation: observation.generation,
          joining: false,
        });
        return;
      case 'left':
        if (observation.error === null) this.#drop(process, observation.memberId, seq);
        return;
      case 'exited':
        for (const member of this.membersOf(process)) this.#drop(process, member.memberId, seq);
        return;
    }
  }

  #update(process: string, memberId: string, change: Partial<Membership> & { group: string }): void {
    const before = this.#members.get(keyOf(process, memberId));
    this.#members.set(keyOf(process, memberId), {
      ...(before ?? { process, memberId, generation: -1, joining: false, partitions: [], assignedSeq: null }),
      ...change,
    });
  }

  #assign(
    process: string,
    memberId: string,
    seq: number,
    given: { group: string; generation: number; partitions: readonly number[] },
  ): void {
    const ownedBefore = new Set(this.ownedBy(process));
    this.#update(process, memberId, { ...given, joining: false, assignedSeq: seq });
    this.#recordChanges(process, seq, ownedBefore, given);
  }

  #drop(process: string, memberId: string, seq: number): void {
    const ownedBefore = new Set(this.ownedBy(process));
    const dropped = this.#members.get(keyOf(process, memberId));
    this.#members.delete(keyOf(process, memberId));
    if (dropped) this.#recordChanges(process, seq, ownedBefore, dropped);
  }

  #recordChanges(
    process: string,
    seq: number,
    before: ReadonlySet<number>,
    cause: { group: string; generation: number },
  ): void {
    const after = new Set(this.ownedBy(process));
    for (const episode of this.episodes) {
      if (episode.process === process && episode.untilSeq === null && !after.has(episode.partition)) {
        episode.untilSeq = seq;
      }
    }
    for (const partition of after) {
      if (before.has(partition)) continue;
      this.episodes.push({
        partition,
        process,
        group: cause.group,
        fromGeneration: cause.generation,
        fromSeq: seq,
        untilSeq: null,
      });
    }
  }
}

export function ownershipOf(observations: Iterable<Observation>, topic: string, untilSeq = Number.POSITIVE_INFINITY) {
  const ownership = new Ownership(topic);
  for (const observation of observations) {
    if (observation.seq > untilSeq) break;
    ownership.add(observation);
  }
  return ownership;
}

/**
 * Whether an assignment is complete among these processes: all in one generation of one group, none joining, and each
 * partition with exactly one owner. Anything else, whatever the coordinator calls the state, is "not yet".
 */
export function isComplete(ownership: Ownership, processes: readonly string[], partitions: number): boolean {
  const members = processes.map((process) => ownership.membersOf(process));
  if (members.some((ofProcess) => ofProcess.length === 0)) return false;
  const all = members.flat();
  const [first] = all;
  if (!first || all.some((member) => member.joining || member.assignedSeq === null)) return false;
  if (all.some((member) => member.group !== first.group || member.generation !== first.generation)) return false;
  const owned = processes.flatMap((process) => ownership.ownedBy(process));
  return owned.length === partitions && new Set(owned).size === partitions;
}

function keyOf(process: string, memberId: string): string {
  return JSON.stringify([process, memberId]);
}
