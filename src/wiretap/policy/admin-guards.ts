/** What changes the world that a program was put into is refused, whosever it is. */
import { alterConfigs, incrementalAlterConfigs } from '../protocol/apis/alter-configs.ts';
import { createPartitions } from '../protocol/apis/create-partitions.ts';
import { createTopics } from '../protocol/apis/create-topics.ts';
import { deleteGroups } from '../protocol/apis/delete-groups.ts';
import { deleteRecords } from '../protocol/apis/delete-records.ts';
import { deleteTopics } from '../protocol/apis/delete-topics.ts';
import { listTransactions } from '../protocol/apis/list-transactions.ts';
import { offsetDelete } from '../protocol/apis/offset-delete.ts';
import { errorCodes, refusalMessage } from './error-codes.ts';
import { type Guard, guard } from './guard.ts';
import { forbiddenForGroups, forbiddenForTopics, namesOf, type Offence, type Standpoint } from './offence.ts';

const errorMessage = refusalMessage;
const throttleTimeMs = 0;
const noTopicId = '0'.repeat(32);

const ofTopics = {
  offence: ({ topics }: { topics: readonly { name: string }[] }) => forbiddenForTopics(topics.map(({ name }) => name)),
};

export const adminGuards: readonly Guard[] = [
  guard(createTopics, {
    // Many programs create their topic, to be sure: that it is there already is the broker's to say.
    offence: ({ topics }, { estate }) => {
      const others = topics.map(({ name }) => name).filter((name) => estate.standing('topic', name) !== 'own');
      return others.length === 0 ? null : forbiddenForTopics(others);
    },
    refusal: ({ topics }, error, { estate }) => ({
      throttleTimeMs,
      topics: topics.map(({ name }) => ({
        name,
        topicId: noTopicId,
        errorCode: estate.standing('topic', name) === 'own' ? errorCodes.topicAlreadyExists : error,
        errorMessage,
        configErrorCode: null,
        partitionCount: -1,
        replicationFactor: -1,
        configs: [],
      })),
    }),
  }),
  guard(deleteTopics, {
    offence: (request, at) => forbiddenForTopics(topicsToDelete(request, at)),
    refusal: ({ topics, topicNames }, errorCode) => ({
      throttleTimeMs,
      topics: [...(topics ?? []), ...(topicNames ?? []).map((name) => ({ name, topicId: noTopicId }))].map((topic) => ({
        ...topic,
        errorCode,
        errorMessage,
      })),
    }),
  }),
  guard(deleteRecords, {
    ...ofTopics,
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partition }) => ({ partition, lowWatermark: -1, errorCode })),
      })),
    }),
  }),
  guard(createPartitions, {
    ...ofTopics,
    refusal: ({ topics }, errorCode) => ({
      throttleTimeMs,
      topics: topics.map(({ name }) => ({ name, errorCode, errorMessage })),
    }),
  }),
  guard(alterConfigs, { offence: configsOffence, refusal: configsRefusal }),
  guard(incrementalAlterConfigs, { offence: configsOffence, refusal: configsRefusal }),
  guard(deleteGroups, {
    offence: ({ groups }) => forbiddenForGroups(groups),
    refusal: ({ groups }, errorCode) => ({
      throttleTimeMs,
      groups: groups.map((groupId) => ({ groupId, errorCode })),
    }),
  }),
  guard(offsetDelete, {
    offence: ({ groupId }) => forbiddenForGroups([groupId]),
    refusal: (_, errorCode) => ({ errorCode, throttleTimeMs, topics: [] }),
  }),
  guard(listTransactions, {
    // Who knows another's transactional id can end its transactions.
    offence: () => ({ rule: 'forbidden', names: [], error: errorCodes.transactionalIdAuthorizationFailed }),
    refusal: (_, errorCode) => ({ throttleTimeMs, errorCode, unknownStateFilters: [], transactions: [] }),
  }),
];

function topicsToDelete(
  { topics, topicNames }: { topics: { name: string | null; topicId: string }[] | null; topicNames: string[] | null },
  at: Standpoint,
): string[] {
  return [...namesOf(topics ?? [], at), ...(topicNames ?? [])];
}

/** Kafka's numbers for what has a configuration; others are the whole cluster's. */
const resourceErrors: Readonly<Record<number, number>> = {
  2: errorCodes.topicAuthorizationFailed,
  32: errorCodes.groupAuthorizationFailed,
};

interface Resource {
  readonly type: number;
  readonly name: string;
}

function errorFor({ type }: Resource): number {
  return resourceErrors[type] ?? errorCodes.clusterAuthorizationFailed;
}

function configsOffence({ resources }: { resources: readonly Resource[] }): Offence {
  const [first] = resources;
  const error = first ? errorFor(first) : errorCodes.clusterAuthorizationFailed;
  return { rule: 'forbidden', names: resources.map(({ name }) => name), error };
}

function configsRefusal({ resources }: { resources: readonly Resource[] }) {
  return {
    throttleTimeMs,
    resources: resources.map(({ type, name }) => ({
      errorCode: errorFor({ type, name }),
      errorMessage,
      type,
      name,
    })),
  };
}
