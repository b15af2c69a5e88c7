/** Waiting for a producer to end. */
import type { Stage, Wait } from 'kafka-grader';
import { exitLimits } from '../../checks/exiting.ts';
import { processOf } from './process.ts';

/** Added to the contract's limits, so that measuring late never counts against a program. */
const measuringMarginMs = 1_000;

/** The producer ended, or has had the time that the contract gives it since its last acknowledgement. */
export function hasEnded(stage: Stage, name: string): Wait {
  const process = processOf(stage, name);
  const graceMs = exitLimits.afterLastAcknowledgementMs + measuringMarginMs;
  return {
    what: `${name} ends`,
    deadlineMs: exitLimits.withoutBrokerMs + measuringMarginMs,
    holds: () => !process.isRunning,
    impossible: ({ nowMs }) => {
      const lastAck = process.timeline.of('produced').at(-1);
      return lastAck && nowMs - lastAck.atMs > graceMs ? `its last acknowledgement was ${graceMs / 1000} s ago` : null;
    },
    seen: () => 'it is still running',
  };
}
