import { defineCheck, failed, inconclusive, passed, skipped } from 'kafka-grader/check';
import { unacknowledgedRequest } from '../../orders/checks/exiting.ts';
import { sentOrders } from '../../orders/checks/keys.ts';
import { producerWithBroker } from '../../orders/checks/producing.ts';

/**
 * The producer asks the broker to acknowledge what it sends: no request has acks=0.
 *
 * Sound: acks is a field of the Produce request, read on the producer's own tap. Where no such request could be read although
 * orders arrived, nothing is said.
 */
export const waitsForBroker = defineCheck({
  id: 'acks.waits-for-the-broker',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order'],
  judge(history) {
    const scenario = history.scenario('producing');
    const producer = producerWithBroker(scenario);
    if (!producer) return inconclusive('The producer was not started.');
    const requests = producer.timeline.of('produced');
    const unacknowledged = unacknowledgedRequest(producer);
    if (unacknowledged) {
      return failed({
        proof: 'seen',
        reason: 'The producer sends with acks=0: the broker does not answer, so an order that is lost is lost unseen.',
        expected: 'acks=1 or acks=-1 (all)',
        actual: 'acks=0',
        evidence: [unacknowledged.seq],
      });
    }
    if (requests.length > 0) {
      return passed(
        `The broker acknowledged ${requests.length} requests.`,
        requests.map(({ seq }) => seq),
      );
    }
    return sentOrders(scenario).length > 0
      ? inconclusive('Orders arrived by requests that could not be read.')
      : skipped('produce.sends-every-order', 'The producer sent nothing.', [producer.startedSeq]);
  },
});
