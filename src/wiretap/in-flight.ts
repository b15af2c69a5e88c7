/** The requests of one connection that the broker has not answered yet. */
export interface InFlight<Request> {
  asked(request: Request): void;
  /** The request that this answers; null where none is known. Those before it will get no answer. */
  answered(correlationId: number): Request | null;
}

/** More than so many are not remembered: the oldest are forgotten, and their answers with them. */
export function inFlight<Request extends { readonly correlationId: number }>(limit: number): InFlight<Request> {
  const waiting: Request[] = [];
  let forgotten = 0;
  return {
    asked(request) {
      waiting.push(request);
      if (waiting.length <= limit) return;
      waiting.shift();
      forgotten += 1;
    },
    answered(correlationId) {
      // Answers come in the order of the requests. To look for those of the forgotten among all others would take for ever.
      if (forgotten > 0) {
        forgotten -= 1;
        return null;
      }
      const index = waiting.findIndex((request) => request.correlationId === correlationId);
      return index < 0 ? null : (waiting.splice(0, index + 1)[index] ?? null);
    },
  };
}
