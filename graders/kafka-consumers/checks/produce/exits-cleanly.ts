import { defineCheck, failed } from 'kafka-grader/check';
import { judgeExits, unacknowledgedRequest } from '../../../orders/checks/exiting.ts';
import { producerWithBroker } from '../../../orders/checks/producing.ts';

/**
 * Exit code 0 within 30 s of the last acknowledgement; a non-zero code within 60 s where every port refuses connections.
 *
 * Sound: acknowledgements are Produce answers on the producer's own tap, the exit is the real process's. A non-zero exit of a
 * producer that could not send all orders is right, and left to `produce.sends-every-order`.
 */
export const exitsCleanly = defineCheck({
  id: 'produce.exits-cleanly',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order'],
  judge(history) {
    const scenario = history.scenario('producing');
    const sender = producerWithBroker(scenario);
    const unacknowledged = sender && unacknowledgedRequest(sender);
    if (!unacknowledged) return judgeExits(scenario);
    return failed({
      proof: 'seen',
      reason:
        'The producer sends with acks=0, so the broker never acknowledged an order and the producer can’t know whether one was lost.',
      expected: 'each order acknowledged before the exit',
      actual: 'Produce requests with acks=0',
      evidence: [unacknowledged.seq],
    });
  },
});
