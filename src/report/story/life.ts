import type { ProcessHistory, ScenarioHistory, Timeline } from '../../evidence/history.ts';
import type { Places, RecordIds } from './logs.ts';
import { membershipOf } from './membership.ts';
import { momentOf } from './moments.ts';
import { outputOf } from './output.ts';
import { howItEnded } from './say.ts';
import type { Life, Print } from './story.ts';

interface Around {
  scenario: ScenarioHistory;
  places: Places;
  recordIdsIn: RecordIds;
}

export function lifeOf(process: ProcessHistory, { scenario, places, recordIdsIn }: Around): Life {
  const { timeline, exited } = process;
  const last = exited ?? scenario.timeline.all.at(-1);
  const end = { atMs: last?.atMs ?? 0, seq: last?.seq ?? 0 };
  return {
    process: process.name,
    role: process.role,
    group: process.settings.group,
    startedMs: timeline.all[0]?.atMs ?? 0,
    startedSeq: process.startedSeq,
    exit: exited && { atMs: exited.atMs, seq: exited.seq, how: howItEnded(exited), asked: exited.asked },
    moments: timeline.all.flatMap((observation) => momentOf(observation) ?? []),
    ...membershipOf(timeline, scenario, end),
    prints: readsRecords(timeline) ? printsOf(process, places, recordIdsIn) : [],
    stdout: outputOf(timeline, 'stdout'),
    stderr: outputOf(timeline, 'stderr'),
  };
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
