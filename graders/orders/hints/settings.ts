/** Settings of a producer that did not come from the environment. */
import type { Hint, History, ProcessHistory } from 'kafka-grader/check';
import { producerWithBroker } from '../checks/producing.ts';
import { brokersFault, type SettingsFault, topicFault } from '../checks/settings-fault.ts';

export function insteadOf(variable: string, constant: string, program: string): string {
  return `Your ${program} used "${constant}" whatever ${variable} said. Read the setting from the environment, with the constant as its default only: process.env.${variable} ?? … (a misspelt variable name looks just the same).`;
}

function producerFault(
  history: History,
  find: (process: ProcessHistory) => SettingsFault | null,
): SettingsFault | null {
  const producer = producerWithBroker(history.scenario('producing'));
  return producer ? find(producer) : null;
}

const hardCodedBrokersOfProducer: Hint = {
  mistake: 'hard-coded-brokers',
  checks: ['produce.sends-every-order'],
  match(history) {
    const fault = producerFault(history, brokersFault);
    return fault && insteadOf('KAFKA_BROKERS', fault.actual, 'producer');
  },
};

const hardCodedTopicOfProducer: Hint = {
  mistake: 'hard-coded-topic',
  checks: ['produce.sends-every-order'],
  match(history) {
    const fault = producerFault(history, topicFault);
    return fault && insteadOf('KAFKA_TOPIC', fault.actual, 'producer');
  },
};

export const producerSettingsHints: readonly Hint[] = [hardCodedBrokersOfProducer, hardCodedTopicOfProducer];
