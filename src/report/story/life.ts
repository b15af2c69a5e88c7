import type { ProcessHistory, ScenarioHistory, Timeline } from '../../evidence/history.ts';
import type { Observation } from '../../evidence/observation.ts';
import { ownershipOf } from '../../evidence/ownership.ts';
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
    owned: scenario.topics.flatMap(({ topic }) => ownedOf(timeline, topic, end)),
    rebalances: stretches(lived, end, beginsRebalance, endsRebalance),
    idle: stretches(lived, end, beginsIdling(scenario), endsIdling),
    prints: readsRecords(timeline) ? printsOf(process, places, recordIdsIn) : [],
    stdout: outputOf(timeline, 'stdout'),
    stderr: outputOf(timeline, 'stderr'),
  };
}

interface Instant {
  atMs: number;
  seq: number;
}

function ownedOf(timeline: Timeline, topic: string, end: Instant): Owned[] {
  const at = new Map(timeline.all.map(({ seq, atMs }) => [seq, atMs]));
  return ownershipOf(timeline.all, topic).episodes.map(({ partition, fromGeneration, fromSeq, untilSeq }) => ({
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

function endsRebalance({ type }: Observation): boolean {
  return type === 'assigned' || type === 'epoch-raised' || type === 'left' || type === 'exited';
}

function beginsIdling({ topics }: ScenarioHistory): (observation: Observation) => boolean {
  const known = new Set(topics.map(({ topic }) => topic));
  return (observation) =>
    observation.type === 'assigned' &&
    observation.error === null &&
    !observation.partitions.some(({ topic }) => known.has(topic));
}

function endsIdling({ type }: Observation): boolean {
  return type === 'assigned' || type === 'left' || type === 'exited';
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
