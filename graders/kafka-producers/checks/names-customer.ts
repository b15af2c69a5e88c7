import { defineCheck, passed, skipped } from 'kafka-grader/check';
import { readSeqs, sentOrders, wrongKey } from '../../orders/checks/keys.ts';

/**
 * The key of each order is its `customerId`.
 *
 * Sound: keys are read from the topic itself. An order that did not arrive is left to `produce.sends-every-order`.
 */
export const namesCustomer = defineCheck({
  id: 'keys.name-the-customer',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order'],
  judge(history) {
    const scenario = history.scenario('producing');
    const sent = sentOrders(scenario);
    if (sent.length === 0) {
      return skipped(
        'produce.sends-every-order',
        'No order is in the topic as a record of its own.',
        readSeqs(scenario),
      );
    }
    return (
      wrongKey(sent) ??
      passed(
        `Each of ${sent.length} orders has its customerId as its key.`,
        sent.map(({ record }) => record.seq),
      )
    );
  },
});
