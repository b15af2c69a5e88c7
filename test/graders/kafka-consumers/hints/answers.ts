/** What wrong predictions show. */
import type { Story } from '../../../support/story.ts';
import { answers, rightAnswers } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

/** Right but for one prediction. */
function predicting(key: string, value: string): Story[] {
  return [answers(rightAnswers.replace(new RegExp(`${key}: .*`), `${key}: ${value}`))];
}

export const answerCases: HintCase[] = [
  {
    mistake: 'partition-with-two-owners',
    on: 'answers.consumer-groups',
    says: '8 partitions ([4, 4])',
    proves: predicting('with_2_consumers', '[4, 4]'),
    nearly: [
      predicting('with_2_consumers', '[3, 1]'),
      predicting('with_2_consumers', '[4, 4, 4]'),
      predicting('with_2_consumers', '8'),
    ],
  },
  {
    mistake: 'groups-share-messages',
    on: 'answers.consumer-groups',
    says: 'offsets of its own',
    proves: predicting('two_groups_on_one_topic', 'they-share-the-messages'),
    nearly: [predicting('two_groups_on_one_topic', 'they-share')],
  },
  {
    mistake: 'more-messages-more-owners',
    on: 'answers.consumer-groups',
    says: 'when another leaves',
    proves: predicting('fifth_consumer_gets_a_partition_when', 'more-messages-arrive'),
    nearly: [predicting('fifth_consumer_gets_a_partition_when', 'never')],
  },
  {
    mistake: 'reset-always-applies',
    on: 'answers.auto-offset-reset',
    says: 'A committed offset wins',
    proves: predicting('applies_when', 'always'),
    nearly: [predicting('applies_when', 'never'), predicting('applies_when', '[always]')],
  },
  {
    mistake: 'none-starts-nowhere',
    on: 'answers.auto-offset-reset',
    says: 'at the-next-message',
    proves: predicting('none_starts_at', 'the-next-message'),
    nearly: [predicting('none_starts_at', ''), predicting('none_starts_at', 'nowhere')],
  },
];
