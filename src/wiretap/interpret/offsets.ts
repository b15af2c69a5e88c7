import { listOffsets } from '../protocol/apis/list-offsets.ts';
import { offsetCommit } from '../protocol/apis/offset-commit.ts';
import { offsetFetch } from '../protocol/apis/offset-fetch.ts';
import { answerIgnored, errorOf, type Interpreter, interpreter } from './interpreter.ts';
import { partitionKey, type TopicReference } from './topic-names.ts';
import type { Witness } from './witness.ts';

/** Whether the process asks for the earliest or the latest offset. */
export function listOffsetsInterpreter(witness: Witness): Interpreter {
  return interpreter(listOffsets, ({ topics }) => {
    for (const { name: topic, partitions } of topics) {
      for (const { partition, timestamp } of partitions) {
        witness.say({ type: 'offset-asked', topic, partition, timestamp });
      }
    }
    return answerIgnored;
  });
}

/** What the process commits, and whether the coordinator accepts it. */
export function offsetCommitInterpreter(witness: Witness): Interpreter {
  return interpreter(offsetCommit, ({ groupId: group, generationId: generation, memberId, topics }, header) => {
    const offsets = new Map<string, number>();
    for (const topic of topics) {
      for (const { partition, offset } of topic.partitions) {
        offsets.set(partitionKey(topic, partition), offset);
        witness.named(topic, header, (name) => {
          witness.say({ type: 'commit-sent', group, generation, memberId, topic: name, partition, offset });
        });
      }
    }

    return (response) => {
      for (const topic of response.topics) {
        for (const { partition, errorCode } of topic.partitions) {
          const offset = offsets.get(partitionKey(topic, partition));
          if (offset === undefined) continue;
          const error = errorOf(errorCode);
          witness.named(topic, header, (name) => {
            witness.say({ type: 'committed', group, generation, memberId, topic: name, partition, offset, error });
          });
        }
      }
    };
  });
}

/** The committed offsets that the process is told. */
export function offsetFetchInterpreter(witness: Witness): Interpreter {
  return interpreter(offsetFetch, (request, header) => {
    function say(group: string, topics: readonly ToldTopic[]): void {
      for (const topic of topics) {
        for (const { partition, offset, errorCode } of topic.partitions) {
          if (errorCode !== 0) continue;
          const committed = offset < 0 ? null : offset;
          witness.named(topic, header, (name) => {
            witness.say({ type: 'committed-offset-read', group, topic: name, partition, offset: committed });
          });
        }
      }
    }

    return (response) => {
      say(
        request.groupId ?? '',
        (response.topics ?? []).map((topic) => ({ ...topic, topicId: null })),
      );
      for (const { groupId, topics } of response.groups ?? []) say(groupId, topics);
    };
  });
}

interface ToldTopic extends TopicReference {
  readonly partitions: readonly { readonly partition: number; readonly offset: number; readonly errorCode: number }[];
}
