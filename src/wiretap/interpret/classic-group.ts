import { heartbeat } from '../protocol/apis/heartbeat.ts';
import { joinGroup } from '../protocol/apis/join-group.ts';
import { leaveGroup } from '../protocol/apis/leave-group.ts';
import { syncGroup } from '../protocol/apis/sync-group.ts';
import { readAssignedPartitions, readSubscribedTopics } from '../protocol/consumer-protocol.ts';
import { errorOf, type Interpreter, interpreter } from './interpreter.ts';
import type { Ownership } from './ownership.ts';
import type { Witness } from './witness.ts';

/** The protocol type of groups that share topics; other types' metadata is their own. */
const consumerProtocol = 'consumer';

/** How the process joins, and what the coordinator says to it. */
export function joinGroupInterpreter(witness: Witness): Interpreter {
  return interpreter(joinGroup, (request) => {
    const { groupId: group, memberId, groupInstanceId, protocols, sessionTimeoutMs } = request;
    const isConsumer = request.protocolType === consumerProtocol;
    witness.say({
      type: 'join-asked',
      group,
      protocol: 'classic',
      memberId,
      groupInstanceId,
      subscribed: isConsumer ? [...new Set(protocols.flatMap(({ metadata }) => readSubscribedTopics(metadata)))] : [],
      assignors: protocols.map(({ name }) => name),
      sessionTimeoutMs,
    });

    return ({ generationId: generation, memberId, errorCode }) => {
      witness.say({ type: 'joined', group, generation, memberId, error: errorOf(errorCode) });
    };
  });
}

/** The partitions that the process is given. */
export function syncGroupInterpreter(witness: Witness, ownership: Ownership): Interpreter {
  return interpreter(syncGroup, ({ groupId: group, generationId: generation, memberId }) => {
    return ({ errorCode, assignment }) => {
      const error = errorOf(errorCode);
      const partitions = error === null ? readAssignedPartitions(assignment) : [];
      if (error === null) ownership.assigned(group, memberId, partitions);
      witness.say({ type: 'assigned', group, protocol: 'classic', generation, memberId, partitions, error });
    };
  });
}

/** The heartbeats that tell a member that its group changes, or that it isn't a member any more. */
export function heartbeatInterpreter(witness: Witness): Interpreter {
  return interpreter(heartbeat, ({ groupId: group, generationId: generation, memberId }) => {
    return ({ errorCode: error }) => {
      if (error !== 0) witness.say({ type: 'heartbeat-refused', group, generation, memberId, error });
    };
  });
}

/** How the process leaves. */
export function leaveGroupInterpreter(witness: Witness, ownership: Ownership): Interpreter {
  return interpreter(leaveGroup, ({ groupId: group, memberId, members }) => {
    const leaving = memberId === null ? (members ?? []).map(({ memberId }) => memberId) : [memberId];

    return (response) => {
      const wholeError = errorOf(response.errorCode);
      leaving.forEach((memberId, index) => {
        const error = wholeError ?? errorOf(response.members?.[index]?.errorCode ?? 0);
        if (error === null) ownership.ended(group, memberId);
        witness.say({ type: 'left', group, memberId, epoch: null, error });
      });
    };
  });
}
