import { produce } from '../protocol/apis/produce.ts';
import { readRecordBatches } from '../protocol/record-batches.ts';
import { errorOf, type Interpreter, interpreter } from './interpreter.ts';
import { partitionKey, type TopicReference } from './topic-names.ts';
import type { Witness } from './witness.ts';

/** How many records the process sent, and what became of them. */
export function produceInterpreter(witness: Witness): Interpreter {
  return interpreter(produce, ({ acks, topics }, header) => {
    const sent = topics.flatMap((topic) =>
      topic.partitions.map(({ partition, records }) => ({ topic, partition, count: recordsIn(records) })),
    );

    function say(
      topic: TopicReference,
      outcome: { partition: number; count: number; offset: number | null; error: number | null },
    ): void {
      witness.named(topic, header, (name) => witness.say({ type: 'produced', topic: name, acks, ...outcome }));
    }

    if (acks === 0) {
      for (const { topic, partition, count } of sent) say(topic, { partition, count, offset: null, error: null });
      return null;
    }
    const counts = new Map(sent.map(({ topic, partition, count }) => [partitionKey(topic, partition), count]));
    return (response) => {
      for (const topic of response.topics) {
        for (const { partition, baseOffset, errorCode } of topic.partitions) {
          const count = counts.get(partitionKey(topic, partition)) ?? 0;
          say(topic, { partition, count, offset: baseOffset < 0 ? null : baseOffset, error: errorOf(errorCode) });
        }
      }
    };
  });
}

function recordsIn(records: Buffer | null): number {
  return readRecordBatches(records).reduce((sum, { count }) => sum + count, 0);
}
