/**
 * What a consumer group and its reset policy really do, and which checks show that this submission's own programs did it.
 *
 * A check that passed has measured exactly that value. Where one did not pass, the value is the one that the reference
 * submission measures with the same checks: what Kafka does is not a matter of whose program is broken.
 */
import { type Check, type History, judgeOne } from 'kafka-grader/check';
import { fifthMemberIdles } from '../group/fifth-member-idles.ts';
import { groupsAreIndependent } from '../group/groups-are-independent.ts';
import { idleMemberTakesOver } from '../group/idle-member-takes-over.ts';
import { fourMembersOneEach, oneMemberReadsAll, twoMembersShare } from '../group/sharing.ts';
import { commitBeatsReset } from '../offsets/commit-beats-reset.ts';
import { earliestReadsHistory } from '../offsets/earliest-reads-history.ts';
import { latestSkipsHistory } from '../offsets/latest-skips-history.ts';
import type { Key } from './questions.ts';

interface Measurable {
  value: string;
  /** The checks that all pass where the programs did so; empty where it is about Kafka, and not about the programs. */
  shownBy: readonly Check[];
  /** `two consumers`, `got [2, 2]`: a sentence about whoever was measured. */
  who: string;
  did: string;
}

const measurables: Readonly<Record<Key, Measurable>> = {
  with_1_consumer: { value: '[4]', shownBy: [oneMemberReadsAll], who: 'one consumer', did: 'got [4]' },
  with_2_consumers: { value: '[2, 2]', shownBy: [twoMembersShare], who: 'two consumers', did: 'got [2, 2]' },
  with_4_consumers: {
    value: '[1, 1, 1, 1]',
    shownBy: [fourMembersOneEach],
    who: 'four consumers',
    did: 'got [1, 1, 1, 1]',
  },
  with_5_consumers: {
    value: '[1, 1, 1, 1, 0]',
    shownBy: [fifthMemberIdles],
    who: 'five consumers',
    did: 'got [1, 1, 1, 1, 0]',
  },
  fifth_consumer_gets_a_partition_when: {
    value: 'another-leaves',
    shownBy: [fifthMemberIdles, idleMemberTakesOver],
    who: 'fifth consumer',
    did: 'got one when another left',
  },
  two_groups_on_one_topic: {
    value: 'each-reads-everything',
    shownBy: [groupsAreIndependent],
    who: 'two groups',
    did: 'each read everything',
  },
  applies_when: {
    value: 'no-committed-offset',
    shownBy: [earliestReadsHistory, latestSkipsHistory, commitBeatsReset],
    who: 'consumers',
    did: 'followed the policy only where their group had no committed offset',
  },
  earliest_starts_at: {
    value: 'the-oldest-message',
    shownBy: [earliestReadsHistory],
    who: 'new group with earliest',
    did: 'began at the oldest message',
  },
  latest_starts_at: {
    value: 'the-next-message',
    shownBy: [latestSkipsHistory],
    who: 'new group with latest',
    did: 'began at the next message',
  },
  none_starts_at: {
    value: 'an-error',
    shownBy: [],
    who: 'a group with none and without committed offsets',
    did: 'ends with an error',
  },
};

export interface Measurement {
  value: string;
  /** `your two consumers got [2, 2]`. */
  sentence: string;
  evidence: readonly number[];
}

export function measured(key: Key, history: History): Measurement {
  const { value, shownBy, who, did } = measurables[key];
  if (shownBy.length === 0) return { value, sentence: `in Kafka ${who} ${did}`, evidence: [] };
  const verdicts = shownBy.map((check) => judgeOne(check, history));
  if (verdicts.some(({ status }) => status !== 'passed')) {
    return { value, sentence: `your ${who} could not be measured, the reference's ${did}`, evidence: [] };
  }
  return { value, sentence: `your ${who} ${did}`, evidence: verdicts.flatMap(({ evidence }) => evidence) };
}

/** The ids of the checks that measure what these predictions are about. */
export function measuringChecks(keys: readonly Key[]): string[] {
  return [...new Set(keys.flatMap((key) => measurables[key].shownBy.map(({ id }) => id)))];
}
