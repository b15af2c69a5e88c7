import type { ClassEvent } from '../../batch/class-event.ts';
import { isFinal } from '../../batch/outcome.ts';

/** A submission that is being graded. */
export interface Running {
  attempt: number;
  beganMs: number;
  /** The scenarios that are being played. */
  scenarios: ReadonlySet<string>;
}

/** How far a class has come, by what was told of it. Times are milliseconds on the scale of `nowMs`. */
export class Tally {
  readonly total: number;
  readonly #nowMs: () => number;
  readonly #beganMs: number;
  readonly #running = new Map<string, Running & { scenarios: Set<string> }>();
  settled = 0;
  /** Of those, the ones whose grade was there from before. */
  known = 0;
  /** Settled without a final grade. */
  open = 0;
  putBack = 0;

  constructor(total: number, nowMs: () => number) {
    this.total = total;
    this.#nowMs = nowMs;
    this.#beganMs = nowMs();
  }

  get running(): ReadonlyMap<string, Running> {
    return this.#running;
  }

  get nowMs(): number {
    return this.#nowMs();
  }

  get elapsedMs(): number {
    return this.nowMs - this.#beganMs;
  }

  /** Submissions a minute; null until one was graded. */
  get ratePerMinute(): number | null {
    const graded = this.settled - this.known;
    return graded === 0 ? null : (60_000 * graded) / this.elapsedMs;
  }

  /** As fast as until now; null until one was graded. */
  get leftMs(): number | null {
    const rate = this.ratePerMinute;
    return rate === null ? null : (60_000 * (this.total - this.settled)) / rate;
  }

  add(event: ClassEvent): void {
    switch (event.type) {
      case 'broker':
        break;
      case 'began':
        this.#running.set(event.id, { attempt: event.attempt, beganMs: this.#nowMs(), scenarios: new Set() });
        break;
      case 'scenario-began':
        this.#running.get(event.id)?.scenarios.add(event.scenario);
        break;
      case 'scenario-ended':
        this.#running.get(event.id)?.scenarios.delete(event.scenario);
        break;
      case 'put-back':
        this.putBack += 1;
        this.#running.delete(event.id);
        break;
      case 'settled':
        this.settled += 1;
        if (event.outcome.attempts === 0) this.known += 1;
        if (!isFinal(event.outcome)) this.open += 1;
        this.#running.delete(event.outcome.id);
        break;
    }
  }
}
