import { consumerGroupHeartbeat } from '../protocol/apis/consumer-group-heartbeat.ts';
import type { RequestHeader } from '../protocol/message.ts';
import { errorOf, type Interpreter, interpreter } from './interpreter.ts';
import type { Ownership } from './ownership.ts';
import type { Witness } from './witness.ts';

/** The epoch of a member that joins; negative ones leave (-1) or go away for a while (-2, static members). */
const joiningEpoch = 0;

interface TopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Membership by KIP-848: joining, assignments, new epochs and leaving are all heartbeats. */
export function consumerGroupInterpreter(witness: Witness, ownership: Ownership): Interpreter {
  /** The last assignment of each member as it was told: clients that repeat their subscription are told again. */
  const told = new Map<string, string>();

  return interpreter(consumerGroupHeartbeat, (request, header) => {
    const { groupId: group, memberEpoch: epoch } = request;
    if (epoch === joiningEpoch) {
      told.delete(JSON.stringify([group, request.memberId]));
      ownership.ended(group, request.memberId);
      witness.say({
        type: 'join-asked',
        group,
        protocol: 'consumer',
        memberId: request.memberId,
        groupInstanceId: request.instanceId,
        subscribed: request.subscribedTopicNames ?? [],
        assignors: request.serverAssignor === null ? [] : [request.serverAssignor],
        sessionTimeoutMs: null,
      });
    }

    return (response) => {
      const error = errorOf(response.errorCode);
      const memberId = response.memberId ?? request.memberId;
      const generation = response.memberEpoch;
      if (epoch < joiningEpoch) {
        if (error === null) ownership.ended(group, memberId);
        witness.say({ type: 'left', group, memberId, epoch, error });
      } else if (error !== null) {
        witness.say({ type: 'heartbeat-refused', group, generation: epoch, memberId, error });
      } else if (response.assignment !== null) {
        const member = JSON.stringify([group, memberId]);
        const news = JSON.stringify([generation, response.assignment]);
        if (told.get(member) === news) return;
        told.set(member, news);
        namePartitions(witness, header, response.assignment.topicPartitions, (partitions) => {
          ownership.assigned(group, memberId, partitions);
          witness.say({ type: 'assigned', group, protocol: 'consumer', generation, memberId, partitions, error: null });
        });
      } else if (generation > epoch) {
        witness.say({ type: 'epoch-raised', group, generation, memberId });
      }
    };
  });
}

/** Goes on when all topics of an assignment have names. */
function namePartitions(
  witness: Witness,
  header: RequestHeader,
  topics: readonly TopicPartitions[],
  then: (partitions: { topic: string; partition: number }[]) => void,
): void {
  const names: string[] = [];
  let missing = topics.length;
  const goOnWhenComplete = () => {
    if (missing > 0) return;
    then(
      topics.flatMap(({ partitions }, at) => partitions.map((partition) => ({ topic: names[at] ?? '', partition }))),
    );
  };
  goOnWhenComplete();
  for (const [at, { topicId }] of topics.entries()) {
    witness.named({ name: null, topicId }, header, (name) => {
      names[at] = name;
      missing -= 1;
      goOnWhenComplete();
    });
  }
}
