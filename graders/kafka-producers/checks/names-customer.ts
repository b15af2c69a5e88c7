import { defineCheck, passed, skipped } from 'kafka-grader/check';
import { sentOrders, wrongKey } from '../../orders/checks/keys.ts';

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
    const sent = sentOrders(history.scenario('producing'));
    if (sent.length === 0) {
      return skipped('produce.sends-every-order', 'No order is in the topic as a record of its own.');
    }
    return wrongKey(sent) ?? passed(`Each of ${sent.length} orders has its customerId as its key.`);
  },
});
