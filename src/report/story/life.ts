import type { ProcessHistory, ScenarioHistory, Timeline } from '../../evidence/history.ts';
import type { Observation } from '../../evidence/observation.ts';
import { Ownership, ownershipOf } from '../../evidence/ownership.ts';
import type { Places, RecordIds } from './logs.ts';
import { momentOf } from './moments.ts';
import { outputOf } from './output.ts';
import { howItEnded } from './say.ts';
import type { Life, Owned, Print, Stretch } from './story.ts';

interface Around {
  scenario: ScenarioHistory;
  places: Places;
  recordIdsIn: RecordIds;
}

export function lifeOf(process: ProcessHistory, { scenario, places, recordIdsIn }: Around): Life {
  const { timeline, exited } = process;
  const last = exited ?? scenario.timeline.all.at(-1);
  const end = { atMs: last?.atMs ?? 0, seq: last?.seq ?? 0 };
  const lived = timeline.all.filter(({ seq }) => seq <= end.seq);
  return {
    process: process.name,
    role: process.role,
    group: process.settings.group,
    startedMs: timeline.all[0]?.atMs ?? 0,
    startedSeq: process.startedSeq,
    exit: exited && { atMs: exited.atMs, seq: exited.seq, how: howItEnded(exited), asked: exited.asked },
    moments: timeline.all.flatMap((observation) => momentOf(observation) ?? []),
    owned: scenario.topics.flatMap(({ topic }) => ownedOf(lived, topic, end)),
    rebalances: stretches(lived, end, beginsRebalance, endsRebalance),
    idle: idleOf(lived, scenario, end),
    prints: readsRecords(timeline) ? printsOf(process, places, recordIdsIn) : [],
    stdout: outputOf(timeline, 'stdout'),
    stderr: outputOf(timeline, 'stderr'),
  };
}

interface Instant {
  atMs: number;
  seq: number;
}

function ownedOf(lived: readonly Observation[], topic: string, end: Instant): Owned[] {
  const at = new Map(lived.map(({ seq, atMs }) => [seq, atMs]));
  return ownershipOf(lived, topic).episodes.map(({ partition, fromGeneration, fromSeq, untilSeq }) => ({
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

function idleOf(lived: readonly Observation[], { topics }: ScenarioHistory, end: Instant): Stretch[] {
  const ownerships = topics.map(({ topic }) => new Ownership(topic));
  const idling = new Set<Observation>();
  for (const observation of lived) {
    for (const ownership of ownerships) ownership.add(observation);
    if (ownerships.length > 0 && ownerships.every(hasIdleMember)) idling.add(observation);
  }
  return stretches(
    lived,
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

/** A producer may name orders, too; only who was sent records prints them. */
function readsRecords(timeline: Timeline): boolean {
  return timeline.first('positioned') !== null || timeline.first('fetched') !== null;
}

function printsOf(process: ProcessHistory, places: Places, recordIdsIn: RecordIds): Print[] {
  return process.lines
    .filter(({ stream }) => stream === 'stdout')
    .flatMap(({ text, atMs, seq }) =>
      recordIdsIn(text).flatMap((id) => {
        const place = places.get(id);
        return place ? [{ atMs, seq, topic: place.topic, partition: place.partition, offset: place.offset }] : [];
      }),
    );
}
