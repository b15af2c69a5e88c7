import { type Allowance, openAllowance } from './allowance.ts';
import type { Allowed, Limit } from './limits.ts';

/** Counts what one process moves through its tap, over all its connections. Waits are in milliseconds. */
export interface Toll {
  sent(bytes: number, requests: number): number;
  received(bytes: number): number;
  /** It has sent all that it may. */
  readonly isUsedUp: boolean;
}

/** `reach` is told of a limit each time that it is reached. */
export function openToll(
  reach: (limit: Limit) => void,
  allowed: Allowed,
  nowMs: () => number = () => performance.now(),
): Toll {
  const requestRate = openAllowance(allowed['requests-per-second'], nowMs);
  const sendRate = openAllowance(allowed['sent-bytes-per-second'], nowMs);
  const receiveRate = openAllowance(allowed['received-bytes-per-second'], nowMs);
  let sentBytes = 0;

  function spend(allowance: Allowance, amount: number, limit: Limit): number {
    const waitMs = allowance.spend(amount);
    if (waitMs > 0) reach(limit);
    return waitMs;
  }

  return {
    sent(bytes, requests) {
      sentBytes += bytes;
      if (sentBytes > allowed['sent-bytes']) reach('sent-bytes');
      return Math.max(
        spend(requestRate, requests, 'requests-per-second'),
        spend(sendRate, bytes, 'sent-bytes-per-second'),
      );
    },
    received: (bytes) => spend(receiveRate, bytes, 'received-bytes-per-second'),
    get isUsedUp() {
      return sentBytes > allowed['sent-bytes'];
    },
  };
}
