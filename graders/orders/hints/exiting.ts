/** How producers end. */
import type { Hint, ProcessHistory } from 'kafka-grader/check';
import { producerWithBroker } from '../checks/producing.ts';
import { sending } from './sending.ts';
import { wordingFor } from './wording.ts';

export const noAcknowledgement: Hint = {
  mistake: 'no-acknowledgement',
  checks: ['produce.exits-cleanly'],
  match(history) {
    const producer = producerWithBroker(history.scenario('producing'));
    const requests = producer?.timeline.of('produced').filter(({ acks }) => acks === 0) ?? [];
    return requests.length > 0
      ? `Your producer sent ${requests.length} requests with acks: 0, to which a broker does not answer: an order that was lost would look just like one that arrived. Leave acks out; the default waits for the broker.`
      : null;
  },
};

/** Connections that were open when the grader ended the process. */
function openConnections(process: ProcessHistory): number {
  const endSeq = process.signalled?.seq ?? Number.POSITIVE_INFINITY;
  const countOf = (type: 'connected' | 'disconnected') =>
    process.timeline.of(type).filter(({ seq }) => seq < endSeq).length;
  return countOf('connected') - countOf('disconnected');
}

const connectionLeftOpen: Hint = {
  mistake: 'connection-left-open',
  checks: ['produce.exits-cleanly'],
  match(history) {
    const run = sending(history);
    if (!run?.producer.signalled || run.sent.length < run.orders.length || openConnections(run.producer) === 0)
      return null;
    return `All ${run.orders.length} orders had been acknowledged, but your producer kept its connection to Kafka open, and ${wordingFor(history, 'producer').afterSending} when all is sent.`;
  },
};

const zeroWithoutBroker: Hint = {
  mistake: 'exit-code-zero-without-broker',
  checks: ['produce.exits-cleanly'],
  match(history) {
    const lonely = history.scenario('producing').process('producer-without-broker');
    if (!lonely?.endedByItself || lonely.exited?.code !== 0) return null;
    return `No broker could be reached, no order was sent, and yet your producer ended with code 0, which means success. ${wordingFor(history, 'producer').failWithCode}`;
  },
};

const retriesForEver: Hint = {
  mistake: 'retries-for-ever',
  checks: ['produce.exits-cleanly'],
  match(history) {
    const lonely = history.scenario('producing').process('producer-without-broker');
    if (!lonely?.exited?.asked || lonely.timeline.first('connected')) return null;
    return 'With no broker to be reached your producer was still trying after 60 s. Somebody waits for its answer: give up after some attempts, and exit with a code other than 0.';
  },
};

export const exitingHints: readonly Hint[] = [connectionLeftOpen, zeroWithoutBroker, retriesForEver];
