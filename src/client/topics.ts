import { createTopicsV7, deleteTopicsV6, listOffsetsV9, metadataV12 } from '@platformatic/kafka';
import { type Link, refusals } from './link.ts';

const changeLimitMs = 15_000;
const latest = -1n;
const anyLeaderEpoch = -1;
const clientReplica = -1;
const readUncommitted = 0;
const readCommitted = 1;

/** Makes the topic and resolves when each of its partitions answers, which may be a moment later. */
export async function createTopic(link: Link, topic: string, { partitions }: { partitions: number }): Promise<void> {
  const wanted = { name: topic, numPartitions: partitions, replicationFactor: 1, assignments: [], configs: [] };
  await link.ask(`create the topic ${topic}`, createTopicsV7.api, [wanted], changeLimitMs, false);
  await stableEnds(link, topic, partitions);
}

export async function deleteTopic(link: Link, topic: string): Promise<void> {
  const { topics } = await link.ask('list its topics', metadataV12.api, null);
  if (!topics.some(({ name }) => name === topic)) return;
  await link.ask(`delete the topic ${topic}`, deleteTopicsV6.api, [{ name: topic }], changeLimitMs);
}

/** Makes the topic in place of what is there of that name; false where no topic can have it. */
export async function remakeTopic(link: Link, topic: string, options: { partitions: number }): Promise<boolean> {
  await deleteTopic(link, topic);
  try {
    await createTopic(link, topic, options);
    return true;
  } catch (error) {
    if (refusals(error).includes('INVALID_TOPIC_EXCEPTION')) return false;
    throw error;
  }
}

/** The topic's id and the number of its partitions. */
export async function topicShape(link: Link, topic: string): Promise<{ topicId: string; partitions: number }> {
  const { topics } = await link.ask(`describe the topic ${topic}`, metadataV12.api, [topic]);
  const described = topics.find(({ name }) => name === topic);
  if (!described) throw new Error(`Metadata for ${topic} did not come with it.`);
  return { topicId: described.topicId, partitions: described.partitions.length };
}

/** The last stable offset of each partition, by index: where a `read_committed` reader has read everything. */
export function stableEnds(link: Link, topic: string, partitions: number): Promise<readonly number[]> {
  return endsOf(link, topic, partitions, readCommitted);
}

/** The high watermark of each partition, by index: where a reader has read everything, open transactions included. */
export function highWatermarks(link: Link, topic: string, partitions: number): Promise<readonly number[]> {
  return endsOf(link, topic, partitions, readUncommitted);
}

async function endsOf(link: Link, topic: string, partitions: number, isolation: number): Promise<readonly number[]> {
  const asked = Array.from({ length: partitions }, (_, partitionIndex) => ({
    partitionIndex,
    currentLeaderEpoch: anyLeaderEpoch,
    timestamp: latest,
  }));
  const { topics } = await link.ask(`give the ends of ${topic}`, listOffsetsV9.api, clientReplica, isolation, [
    { name: topic, partitions: asked },
  ]);
  const ends = new Map(
    topics.flatMap((each) => each.partitions.map((one) => [one.partitionIndex, Number(one.offset)])),
  );
  return asked.map(({ partitionIndex }) => ends.get(partitionIndex) ?? 0);
}
