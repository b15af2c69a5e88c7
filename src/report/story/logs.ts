import type { Observed, ScenarioHistory } from '../../evidence/history.ts';
import type { Commit, PartitionLog, TopicLog } from './story.ts';

/** The ids by which a text tells of records. */
export type RecordIds = (text: string) => readonly string[];

/** Where the record with an id lies, or the first of several. */
export type Places = ReadonlyMap<string, { topic: string; partition: number; offset: number }>;

export function placesById(scenario: ScenarioHistory, recordIdsIn: RecordIds): Places {
  const places = new Map<string, Observed<'record'>>();
  for (const record of scenario.timeline.of('record')) {
    for (const id of idsOf(record, recordIdsIn)) if (!places.has(id)) places.set(id, record);
  }
  return places;
}

/** The log of each topic that the grader made for the scenario. */
export function logsOf(scenario: ScenarioHistory, recordIdsIn: RecordIds): TopicLog[] {
  return scenario.topics.map(({ topic, partitions }) => {
    const records = scenario.records(topic);
    const commits = commitsIn(scenario, topic);
    return {
      topic,
      partitions: Array.from(
        { length: partitions },
        (_, partition): PartitionLog => ({
          partition,
          records: records
            .filter((record) => record.partition === partition)
            .map((record) => ({
              offset: record.offset,
              atMs: writtenMs(scenario, record),
              seq: record.seq,
              by: record.by,
              hasId: idsOf(record, recordIdsIn).length > 0,
            }))
            .sort((one, other) => one.offset - other.offset),
          commits: commits.filter((made) => made.partition === partition).map(({ commit }) => commit),
        }),
      ),
    };
  });
}

/** When it came into the log: a student's record is read long after its producer sent it. */
function writtenMs({ timeline }: ScenarioHistory, { topic, partition, offset, by, atMs }: Observed<'record'>): number {
  if (by === 'grader') return atMs;
  const sent = timeline
    .of('produced')
    .find(
      (produced) =>
        produced.topic === topic &&
        produced.partition === partition &&
        produced.offset !== null &&
        produced.offset <= offset &&
        offset < produced.offset + produced.count,
    );
  return sent?.atMs ?? atMs;
}

function commitsIn({ timeline }: ScenarioHistory, topic: string): { partition: number; commit: Commit }[] {
  const bySet = timeline
    .of('offsets-set')
    .filter((set) => set.topic === topic)
    .flatMap(({ offsets, group, atMs, seq }) =>
      offsets.map((offset, partition) => ({ partition, commit: { group, offset, atMs, seq, process: null } })),
    );
  const byProcess = timeline
    .of('committed')
    .filter((committed) => committed.topic === topic && committed.error === null)
    .map(({ partition, group, offset, atMs, seq, process }) => ({
      partition,
      commit: { group, offset, atMs, seq, process },
    }));
  return [...bySet, ...byProcess].sort((one, other) => one.commit.seq - other.commit.seq);
}

function idsOf({ value }: Observed<'record'>, recordIdsIn: RecordIds): readonly string[] {
  return typeof value === 'string' ? recordIdsIn(value) : [];
}
