/** What a wrong prediction shows of how somebody thinks that groups and offsets work. */
import type { Hint } from 'kafka-grader/check';
import { predicted } from '../checks/answers/predictions.ts';
import { partitionCount } from '../checks/scaling.ts';

const twoOwners: Hint = {
  mistake: 'partition-with-two-owners',
  checks: ['answers.consumer-groups'],
  match(history) {
    const keys = ['with_1_consumer', 'with_2_consumers', 'with_4_consumers', 'with_5_consumers'] as const;
    for (const key of keys) {
      const shares = predicted(history, key);
      const givenOut = (shares?.match(/\d+/g) ?? []).reduce((sum, share) => sum + Number(share), 0);
      if (givenOut <= partitionCount) continue;
      return `For ${key} you gave out ${givenOut} partitions (${shares}), but the topic has ${partitionCount}. Within a group every partition has exactly one owner: members share the partitions, and who finds none left waits.`;
    }
    return null;
  },
};

const groupsShare: Hint = {
  mistake: 'groups-share-messages',
  checks: ['answers.consumer-groups'],
  match: (history) =>
    predicted(history, 'two_groups_on_one_topic') === 'they-share-the-messages'
      ? 'You predicted that two groups share the messages of a topic. Members of one group do; a group knows nothing of another one, and reads the whole topic with offsets of its own.'
      : null,
};

const moreMessages: Hint = {
  mistake: 'more-messages-more-owners',
  checks: ['answers.consumer-groups'],
  match: (history) =>
    predicted(history, 'fifth_consumer_gets_a_partition_when') === 'more-messages-arrive'
      ? 'You predicted that the fifth consumer gets a partition when more messages arrive. Partitions are assigned to members, however full they are: an idle member gets one only when another leaves (or when the topic gets more partitions).'
      : null,
};

const alwaysApplies: Hint = {
  mistake: 'reset-always-applies',
  checks: ['answers.auto-offset-reset'],
  match: (history) =>
    predicted(history, 'applies_when') === 'always'
      ? 'You predicted that auto.offset.reset always applies. Then a consumer with earliest would read everything again at every start. A committed offset wins; the policy is for a group that has none.'
      : null,
};

const noneStarts: Hint = {
  mistake: 'none-starts-nowhere',
  checks: ['answers.auto-offset-reset'],
  match(history) {
    const start = predicted(history, 'none_starts_at');
    if (start === null || start === 'an-error') return null;
    return `You predicted that none starts at ${start}. It names no place to start from: without a committed offset the consumer ends with an error, so that somebody decides.`;
  },
};

export const answerHints: readonly Hint[] = [twoOwners, groupsShare, moreMessages, alwaysApplies, noneStarts];
