import { fetch } from '../protocol/apis/fetch.ts';
import { type RecordBatch, readRecordBatches } from '../protocol/record-batches.ts';
import { fetchSessions } from './fetch-sessions.ts';
import { type Interpreter, interpreter } from './interpreter.ts';
import type { Positions } from './positions.ts';
import { partitionKey } from './topic-names.ts';
import type { Witness } from './witness.ts';

/** Where the process begins to read, and what is delivered to it. */
export function fetchInterpreter(witness: Witness, positions: Positions): Interpreter {
  const sessions = fetchSessions();

  return interpreter(fetch, (request, header) => {
    const fetched = sessions.unfold(request);
    for (const each of fetched.values()) {
      const { topic, partition, offset } = each;
      witness.named(topic, header, (name) => {
        const position = positions.of(name, partition);
        if (position.next !== offset) witness.say({ type: 'positioned', topic: name, partition, offset });
        position.next = offset;
        each.position = position;
      });
    }

    return (response) => {
      sessions.answered(request, fetched, response);
      for (const topic of response.topics) {
        for (const { partition, highWatermark, records } of topic.partitions) {
          const asked = fetched.get(partitionKey(topic, partition));
          const delivered = deliveredFrom(asked?.offset ?? 0, readRecordBatches(records));
          if (!delivered) continue;
          witness.named(topic, header, (name) => {
            if (asked?.position) asked.position.next = delivered.next;
            const { data } = delivered;
            if (data) witness.say({ type: 'fetched', topic: name, partition, ...data, highWatermark });
          });
        }
      }
    };
  });
}

/**
 * What an answer delivers to one who asked for an offset: batches are whole, and the first may begin before it. `next`
 * follows the last batch; `data` spans those that hold more than a transaction's end.
 */
function deliveredFrom(
  offset: number,
  batches: readonly RecordBatch[],
): { next: number; data: { first: number; last: number } | null } | null {
  const wanted = batches.filter(({ lastOffset }) => lastOffset >= offset);
  const end = wanted.at(-1);
  if (!end) return null;
  const data = wanted.filter(({ isControl }) => !isControl);
  const [begin, finish] = [data.at(0), data.at(-1)];
  const next = end.lastOffset + 1;
  if (!begin || !finish) return { next, data: null };
  return { next, data: { first: Math.max(begin.baseOffset, offset), last: finish.lastOffset } };
}
