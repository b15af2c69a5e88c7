import type { ObservationType, ScenarioHistory, Timeline } from '../../evidence/history.ts';
import type { Observation } from '../../evidence/observation.ts';
import { Ownership, ownershipOf } from '../../evidence/ownership.ts';
import type { Life, Owned, Stretch } from './story.ts';

interface Instant {
  atMs: number;
  seq: number;
}

/** A process as a member of its group, until its own end. */
export function membershipOf(
  timeline: Timeline,
  { topics }: ScenarioHistory,
  end: Instant,
): Pick<Life, 'owned' | 'rebalances' | 'idle'> {
  const news = timeline.all.filter(({ type, seq }) => newsTypes.has(type) && seq <= end.seq);
  const names = topics.map(({ topic }) => topic);
  return {
    owned: names.flatMap((topic) => ownedOf(news, topic, end)),
    rebalances: stretches(news, end, beginsRebalance, endsRebalance),
    idle: idleOf(news, names, end),
  };
}

/** What can change whether a process is a member, and of what it owns. */
const newsTypes: ReadonlySet<ObservationType> = new Set([
  'join-asked',
  'joined',
  'assigned',
  'heartbeat-refused',
  'epoch-raised',
  'committed',
  'left',
  'exited',
]);

function ownedOf(news: readonly Observation[], topic: string, end: Instant): Owned[] {
  const at = new Map(news.map(({ seq, atMs }) => [seq, atMs]));
  return ownershipOf(news, topic).episodes.map(({ partition, fromGeneration, fromSeq, untilSeq }) => ({
    partition,
    generation: fromGeneration,
    fromSeq,
    fromMs: at.get(fromSeq) ?? 0,
    untilSeq: untilSeq ?? end.seq,
    untilMs: untilSeq === null ? end.atMs : (at.get(untilSeq) ?? end.atMs),
  }));
}

/** From each observation that begins one to the next that ends it, or to the process's own end. */
function stretches(
  observations: readonly Observation[],
  end: Instant,
  begins: (observation: Observation) => boolean,
  ends: (observation: Observation) => boolean,
): Stretch[] {
  const found: Stretch[] = [];
  let from: Instant | null = null;
  const close = (until: Instant) => {
    if (from) found.push({ fromMs: from.atMs, fromSeq: from.seq, untilMs: until.atMs, untilSeq: until.seq });
    from = null;
  };
  for (const observation of observations) {
    if (ends(observation)) close(observation);
    if (begins(observation)) from ??= observation;
  }
  close(end);
  return found;
}

function beginsRebalance({ type }: Observation): boolean {
  return type === 'join-asked' || type === 'heartbeat-refused';
}

function endsRebalance(observation: Observation): boolean {
  switch (observation.type) {
    case 'assigned':
    case 'left':
      return observation.error === null;
    case 'epoch-raised':
    case 'exited':
      return true;
    default:
      return false;
  }
}

function idleOf(news: readonly Observation[], topics: readonly string[], end: Instant): Stretch[] {
  const ownerships = topics.map((topic) => new Ownership(topic));
  const idling = new Set<Observation>();
  for (const observation of news) {
    for (const ownership of ownerships) ownership.add(observation);
    if (ownerships.length > 0 && ownerships.every(hasIdleMember)) idling.add(observation);
  }
  return stretches(
    news,
    end,
    (observation) => idling.has(observation),
    (observation) => !idling.has(observation),
  );
}

/** Of one process's observations: it was given an assignment, and owns nothing. */
function hasIdleMember({ members }: Ownership): boolean {
  return (
    members.some(({ assignedSeq }) => assignedSeq !== null) &&
    members.every(({ partitions }) => partitions.length === 0)
  );
}
