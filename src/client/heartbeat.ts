/**
 * Whether Kafka answers, asked again and again: a program that meets a broker which stands still may do what it never would
 * otherwise, and by the time that somebody asks, the broker may answer again.
 */
import { metadataV12 } from '@platformatic/kafka';
import { openLink } from './link.ts';

export interface Heartbeat extends AsyncDisposable {
  /** For how long there has been no answer, beyond the time between two questions. */
  silentMs(): number;
  /** Told once of each silence that programs may have noticed, while it lasts; at once where there is one. */
  onSilence(listener: (silentMs: number) => void): Disposable;
  /** Resolves when there was no answer for so long that none will come; never rejects. */
  readonly stopped: Promise<void>;
}

const everyMs = 1_000;
const tickMs = 500;

/** Shorter ones are what a busy broker needs now and then; clients wait longer than that for anything. */
const noticedSilenceMs = 3_000;

/** As long as a client waits for an answer before it gives up by itself. */
export const mostSilenceMs = 30_000;

export interface HeartbeatOptions {
  /** `host:port` */
  address: string;
  mostMs?: number;
}

/** Begins to ask. */
export function listenToHeartbeat({ address, mostMs = mostSilenceMs }: HeartbeatOptions): Heartbeat {
  const link = openLink(address, mostMs);
  const listeners = new Set<(silentMs: number) => void>();
  let isAsked = false;
  let isTold = false;
  let askedMs = Number.NEGATIVE_INFINITY;
  let answeredMs = performance.now();
  let tickedMs = answeredMs;
  /** Without an answer while this process could have heard one: a machine that was asleep is no silent broker. */
  let unheardMs = 0;
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });

  const silentMs = () => Math.max(0, performance.now() - answeredMs - everyMs);
  const ask = async () => {
    isAsked = true;
    askedMs = performance.now();
    try {
      await link.ask('answer', metadataV12.api, []);
      answeredMs = performance.now();
      unheardMs = 0;
      isTold = false;
    } catch {
      // It is asked again, and the silence lasts.
    } finally {
      isAsked = false;
    }
  };
  const timer = setInterval(() => {
    const nowMs = performance.now();
    unheardMs += Math.min(nowMs - tickedMs, 2 * tickMs);
    tickedMs = nowMs;
    if (!isTold && silentMs() >= noticedSilenceMs) {
      isTold = true;
      for (const listener of listeners) listener(silentMs());
    }
    if (unheardMs >= mostMs) stop();
    if (!isAsked && nowMs - askedMs >= everyMs) void ask();
  }, tickMs);
  return {
    silentMs,
    onSilence: (listener) => {
      listeners.add(listener);
      if (silentMs() >= noticedSilenceMs) listener(silentMs());
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    stopped,
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await link[Symbol.asyncDispose]();
    },
  };
}
