import { defineCheck } from 'kafka-grader/check';
import { judgeExits } from '../../orders/checks/exiting.ts';

/**
 * Exit code 0 within 30 s of the last acknowledgement; a non-zero code within 60 s where every port refuses connections.
 *
 * Sound: acknowledgements are Produce answers on the producer's own tap, the exit is the real process's. A non-zero exit of a
 * producer that could not send all orders is right, and left to `produce.sends-every-order`; acks=0 to `acks.waits-for-the-broker`.
 */
export const exitsCleanly = defineCheck({
  id: 'produce.exits-cleanly',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order'],
  judge: (history) => judgeExits(history.scenario('producing')),
});
