/** Waiting for what was observed, never for time to pass. */
import type { ScenarioHistory } from '../evidence/history.ts';
import type { ObservedEvent } from '../evidence/observation.ts';
import { mostSlowness, type Pace, tooSlow, wasStarved } from './pace.ts';
import type { Recorder } from './recorder.ts';
import type { Slowness } from './slowness.ts';

export interface Wait {
  /** Completes "waiting until …". */
  what: string;
  /** Fair milliseconds after which to give up. */
  deadlineMs: number;
  holds(): boolean;
  /**
   * Why it can't come true any more; null while it can. `quietMs` is fair time without news of a process or its wire,
   * `fairMs` all fair time so far, `nowMs` is on the scale of an observation's `atMs`.
   */
  impossible?(moment: { quietMs: number; fairMs: number; nowMs: number }): string | null;
  /** A second look, once `holds` is true; the wait goes on where it does not confirm. */
  confirm?(): Promise<boolean>;
  /** What there was instead, for the journal. */
  seen(): string;
}

export type Outcome = 'reached' | 'gave-up';

export interface Waiting {
  recorder: Recorder;
  pace: Pace;
  scenario: ScenarioHistory;
  record(event: ObservedEvent): void;
  brokerAnswers(): Promise<boolean>;
  measureSlowness(): Promise<Slowness>;
  /** Rejects when the world that is waited in has ended: the broker died, the run was stopped. */
  ended: Promise<never>;
}

export async function waitUntil(wait: Wait, waiting: Waiting): Promise<Outcome> {
  const { pace } = waiting;
  const began = { ms: pace.nowMs(), punctualMs: pace.punctualMs() };
  using news = newsOf(waiting);

  let slowness = pace.slowness;
  for (;;) {
    if (wait.holds()) {
      if (!wait.confirm) return 'reached';
      if (await Promise.race([wait.confirm(), waiting.ended])) return 'reached';
    }
    const waited = { ms: pace.nowMs() - began.ms, punctualMs: pace.punctualMs() - began.punctualMs };
    const asSlow = pace.slowness / slowness;
    const moment = { quietMs: news.quietFairMs() * asSlow, fairMs: pace.fairMs() * asSlow, nowMs: pace.nowMs() };
    const impossible = wait.impossible?.(moment) ?? null;
    if (impossible !== null || waited.punctualMs >= wait.deadlineMs * slowness) {
      const { emptyProgramMs, factor } = await Promise.race([waiting.measureSlowness(), waiting.ended]);
      if (factor > slowness && slowness < mostSlowness) {
        // Nobody is given up for what the machine does: where it has become slower, there is more time than there was.
        slowness = Math.min(factor, mostSlowness);
        waiting.record({ source: 'harness', type: 'calibrated', emptyProgramMs, slowness });
        continue;
      }
      waiting.record({
        source: 'harness',
        type: 'gave-up',
        waitingFor: wait.what,
        seen: impossible ?? wait.seen(),
        because: impossible === null ? 'deadline' : 'impossible',
        waitedMs: Math.round(waited.ms),
        brokerHealthy: await Promise.race([waiting.brokerAnswers(), waiting.ended]),
        starved: wasStarved(waited) || factor > tooSlow,
      });
      return 'gave-up';
    }
    await news.next();
  }
}

/**
 * Wakes its waiter at the scenario's next observation (many in one turn wake it once) or at the next tick, and rejects once
 * the world has ended.
 */
function newsOf({ recorder, scenario, pace, ended }: Waiting) {
  let wake = () => {};
  let scheduled = false;
  let failure: { error: unknown } | null = null;
  let lastFairMs = pace.fairMs();
  const arrive = () => {
    scheduled = false;
    wake();
  };
  // One reaction per wait: the world outlives them all.
  ended.catch((error: unknown) => {
    failure = { error };
    wake();
  });
  const observing = recorder.onObservation((observation) => {
    if (observation.scenario !== scenario.name) return;
    if (observation.source === 'wire' || observation.source === 'process') lastFairMs = pace.fairMs();
    if (scheduled) return;
    scheduled = true;
    setImmediate(arrive);
  });
  const ticking = pace.onTick(() => wake());
  return {
    next: async () => {
      if (!failure) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure) throw failure.error;
    },
    quietFairMs: () => pace.fairMs() - lastFairMs,
    [Symbol.dispose]: () => {
      observing[Symbol.dispose]();
      ticking[Symbol.dispose]();
    },
  };
}
