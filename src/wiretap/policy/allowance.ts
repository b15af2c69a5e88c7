/** A rate that may be exceeded for a moment and is made up for by waiting. */
export interface Allowance {
  /** Takes so much, at once; returns for how long to take no more, in milliseconds. */
  spend(amount: number): number;
}

/** So many seconds' worth may be taken at once, after as long a rest. */
const savedSeconds = 2;

export function openAllowance(perSecond: number, nowMs: () => number): Allowance {
  const most = perSecond * savedSeconds;
  let left = most;
  let knownMs = nowMs();
  return {
    spend(amount) {
      const now = nowMs();
      left = Math.min(most, left + ((now - knownMs) / 1000) * perSecond) - amount;
      knownMs = now;
      return left >= 0 ? 0 : Math.ceil((-left / perSecond) * 1000);
    },
  };
}
