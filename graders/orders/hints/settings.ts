/** Settings of a producer that did not come from the environment. */
import type { Hint, History } from 'kafka-grader/check';
import { producerFault, type SettingsFault } from '../checks/settings-fault.ts';
import { wordingFor } from './wording.ts';

export function insteadOf(history: History, variable: string, constant: string, role: 'consumer' | 'producer'): string {
  const { setting } = wordingFor(history, role);
  return `Your ${role} used "${constant}" whatever ${variable} said. Read the setting from the environment, with the constant as its default only: ${setting(variable)} (a misspelt variable name looks just the same).`;
}

function faultOfProducer(history: History, setting: SettingsFault['setting']): SettingsFault | null {
  const fault = producerFault(history);
  return fault?.setting === setting ? fault : null;
}

const hardCodedBrokersOfProducer: Hint = {
  mistake: 'hard-coded-brokers',
  checks: ['produce.sends-every-order'],
  match(history) {
    const fault = faultOfProducer(history, 'brokers');
    return fault && insteadOf(history, 'KAFKA_BROKERS', fault.actual, 'producer');
  },
};

const hardCodedTopicOfProducer: Hint = {
  mistake: 'hard-coded-topic',
  checks: ['produce.sends-every-order'],
  match(history) {
    const fault = faultOfProducer(history, 'topic');
    return fault && insteadOf(history, 'KAFKA_TOPIC', fault.actual, 'producer');
  },
};

export const producerSettingsHints: readonly Hint[] = [hardCodedBrokersOfProducer, hardCodedTopicOfProducer];
