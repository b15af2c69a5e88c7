/**
 * What members of a classic group tell each other inside JoinGroup and SyncGroup: opaque bytes to the broker.
 *
 * Topics come first in all versions and never changed, so nothing behind them is read: @platformatic/kafka announces
 * subscriptions of version 1 and leaves out the partitions that those should end with.
 */
import { arrayOf, type FieldType, int32, string, struct } from './field-types.ts';
import { read } from './read.ts';
import { Source } from './source.ts';

const subscription = struct({ topics: arrayOf(string) });

const assignment = struct({ topics: arrayOf({ topic: string, partitions: arrayOf(int32) }) });

/** The topics that a member of a group wants. Throws `MalformedMessage`. */
export function readSubscribedTopics(metadata: Buffer): string[] {
  return metadata.length === 0 ? [] : readVersioned(subscription, metadata).topics;
}

/** The partitions that a member was given; none where its leader left the bytes empty. Throws `MalformedMessage`. */
export function readAssignedPartitions(bytes: Buffer): { topic: string; partition: number }[] {
  if (bytes.length === 0) return [];
  return readVersioned(assignment, bytes).topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

function readVersioned<T>(type: FieldType<T>, bytes: Buffer): T {
  const source = new Source(bytes);
  return read(type, source, { version: source.int16(), flexible: false });
}
