/** Settings that did not come from the environment. */
import type { Hint, History } from 'kafka-grader/check';
import type { SettingsFault } from '../../orders/checks/settings-fault.ts';
import { insteadOf } from '../../orders/hints/settings.ts';
import { wordingFor } from '../../orders/hints/wording.ts';
import { settingsFaults, startOf } from '../checks/settings.ts';

function consumerFault(history: History, setting: SettingsFault['setting']): SettingsFault | null {
  return settingsFaults(history).find((fault) => fault.setting === setting) ?? null;
}

const hardCodedBrokers: Hint = {
  mistake: 'hard-coded-brokers',
  checks: ['consume.uses-settings'],
  match(history) {
    const fault = consumerFault(history, 'brokers');
    return fault && insteadOf(history, 'KAFKA_BROKERS', fault.actual, 'consumer');
  },
};

const hardCodedTopic: Hint = {
  mistake: 'hard-coded-topic',
  checks: ['consume.uses-settings'],
  match(history) {
    const fault = consumerFault(history, 'topic');
    return fault && insteadOf(history, 'KAFKA_TOPIC', fault.actual, 'consumer');
  },
};

interface Join {
  given: string;
  joined: string;
}

/** What each consumer was given as its group, and which it joined instead. */
function otherGroups(history: History): Join[] {
  return history.plays
    .flatMap((scenario) => scenario.ofRole('consumer'))
    .flatMap((process) => {
      const { group: given } = process.settings;
      const joined = process.timeline.first('join-asked')?.group;
      return given !== null && joined !== undefined && joined !== given ? [{ given, joined }] : [];
    });
}

const hardCodedGroup: Hint = {
  mistake: 'hard-coded-group',
  checks: ['consume.uses-settings'],
  match(history) {
    const joins = otherGroups(history);
    const constant = joins.find((join) =>
      joins.some(({ given, joined }) => given !== join.given && joined === join.joined),
    );
    return constant ? insteadOf(history, 'KAFKA_GROUP_ID', constant.joined, 'consumer') : null;
  },
};

const groupPerProcess: Hint = {
  mistake: 'one-group-per-process',
  checks: ['consume.uses-settings'],
  match(history) {
    const joins = otherGroups(history);
    for (const join of joins) {
      const other = joins.find(({ given, joined }) => given === join.given && joined !== join.joined);
      if (!other) continue;
      return `Two of your consumers were given the group "${join.given}", but one joined "${join.joined}" and the other "${other.joined}". Members share partitions only within one group: use KAFKA_GROUP_ID as it is, without a process id or a random part.`;
    }
    return null;
  },
};

const alwaysLatest: Hint = {
  mistake: 'always-from-the-end',
  checks: ['consume.uses-settings', 'offsets.earliest-reads-history'],
  match: (history) =>
    startUnder(history, 'reading') === 'latest' && startUnder(history, 'latest') === 'latest'
      ? `Your consumer always began at the end of the topic, also with KAFKA_AUTO_OFFSET_RESET=earliest. ${wordingFor(history, 'consumer').whereThePolicyStands} ${wordingFor(history, 'consumer').policy}.`
      : null,
};

const alwaysEarliest: Hint = {
  mistake: 'always-from-the-beginning',
  checks: ['consume.uses-settings', 'offsets.latest-skips-history'],
  match: (history) =>
    startUnder(history, 'reading') === 'earliest' && startUnder(history, 'latest') === 'earliest'
      ? `Your consumer always began at the oldest message, also with KAFKA_AUTO_OFFSET_RESET=latest. Let the variable decide instead of a constant: ${wordingFor(history, 'consumer').policy}.`
      : null,
};

const swappedPolicies: Hint = {
  mistake: 'swapped-reset-policies',
  checks: ['offsets.earliest-reads-history', 'offsets.latest-skips-history'],
  match: (history) =>
    startUnder(history, 'reading') === 'latest' && startUnder(history, 'latest') === 'earliest'
      ? `The two policies are swapped: with earliest your consumer began at the end of the topic, with latest at its oldest message. ${wordingFor(history, 'consumer').policyAsItIs}`
      : null,
};

function startUnder(history: History, scenario: 'reading' | 'latest') {
  return startOf(history.scenario(scenario))?.start ?? null;
}

export const settingsHints: readonly Hint[] = [
  hardCodedBrokers,
  hardCodedTopic,
  groupPerProcess,
  hardCodedGroup,
  alwaysLatest,
  alwaysEarliest,
  swappedPolicies,
];
