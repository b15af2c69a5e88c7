import type { Gradable } from './handed-in.ts';

/** A submission whose turn it is, for the how-manieth time. */
export interface Turn {
  readonly submission: Gradable;
  readonly attempt: number;
}

/** What is still to be graded; lanes take from it until it is empty. */
export class Queue {
  readonly #turns: Turn[];

  constructor(submissions: readonly Gradable[]) {
    this.#turns = submissions.map((submission) => ({ submission, attempt: 1 }));
  }

  get isEmpty(): boolean {
    return this.#turns.length === 0;
  }

  take(): Turn | null {
    return this.#turns.shift() ?? null;
  }

  /** For one more attempt, when all others have had theirs. */
  putLast(turn: Turn): void {
    this.#turns.push(again(turn));
  }
}

function again({ submission, attempt }: Turn): Turn {
  return { submission, attempt: attempt + 1 };
}
