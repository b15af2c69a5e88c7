import type { WireEvent } from '../evidence/observation.ts';
import { type Frame, splitFrames } from './frames.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import { interpreters } from './interpret/interpreters.ts';
import { irrelevantApis } from './interpret/irrelevant.ts';
import type { TopicNames } from './interpret/topic-names.ts';
import { type Witness, witness } from './interpret/witness.ts';
import {
  type RequestHeader,
  readCorrelationId,
  readRequestPreamble,
  requestPreambleBytes,
  responsePreambleBytes,
} from './protocol/message.ts';
import { isWithin } from './protocol/versions.ts';

/** What passes over one connection, as chunks of any size. Neither function throws because of what it is given. */
export interface Conversation {
  requests(chunk: Buffer): void;
  responses(chunk: Buffer): void;
}

/** Understands all connections of one process. */
export interface Listener {
  /** A new connection begins. */
  hear(): Conversation;
  /** Nothing more will come: what could not be understood for want of a topic's name is opaque. */
  settle(): void;
}

/** Turns what one process and the broker say into events, emitted while the chunk that completes them is taken. */
export function listener(topics: TopicNames, observe: (event: WireEvent) => void): Listener {
  const said: WireEvent[] = [];
  const seen = witness(topics, (event) => {
    // What another process's answer makes sayable comes while nothing is heard here.
    if (said.length === 0) queueMicrotask(flush);
    said.push(event);
  });
  const byKey = interpreters(seen);

  function flush(): void {
    for (const event of said.splice(0)) observe(event);
  }

  return {
    hear: () => conversation(seen, byKey, flush),
    settle() {
      seen.settle();
      flush();
    },
  };
}

type Preamble = Omit<RequestHeader, 'clientId'>;
type TakeAnswer = (responseFrame: Buffer) => void;

/** A request that the broker has not answered yet; a null `take` leaves its answer unread. */
interface InFlight {
  readonly request: Preamble;
  readonly take: TakeAnswer | null;
}

/** More requests than any client leaves unanswered; the oldest are forgotten. */
const inFlightLimit = 10_000;

function conversation(seen: Witness, byKey: ReadonlyMap<number, Interpreter>, flush: () => void): Conversation {
  const inFlight: InFlight[] = [];

  function asked(frame: Frame): void {
    const request = readRequestPreamble(frame.bytes);
    const interpreter = byKey.get(request.apiKey);
    if (!interpreter || !isWithin(interpreter.api.versions, request.apiVersion)) {
      if (!irrelevantApis.has(request.apiKey)) seen.sayOpaque(request, 'undescribed');
      expectAnswer({ request, take: null });
    } else if (frame.isCut) {
      seen.sayOpaque(request, 'too-large');
      expectAnswer({ request, take: null });
    } else {
      const outcome = understand(request, () => interpreter.asked(frame.bytes));
      if (outcome !== 'unanswered') expectAnswer({ request, take: outcome });
    }
  }

  function understand(request: Preamble, ask: () => TakeAnswer | null): TakeAnswer | null | 'unanswered' {
    try {
      return ask() ?? 'unanswered';
    } catch {
      seen.sayOpaque(request, 'undecodable');
      return null;
    }
  }

  function expectAnswer(request: InFlight): void {
    inFlight.push(request);
    if (inFlight.length > inFlightLimit) inFlight.shift();
  }

  /** Answers come in the order of the requests; those passed over will get none. */
  function answered(frame: Frame): void {
    const correlationId = readCorrelationId(frame.bytes);
    const index = inFlight.findIndex(({ request }) => request.correlationId === correlationId);
    if (index < 0) return;
    const { request, take } = inFlight.splice(0, index + 1)[index] ?? {};
    if (!request || !take) return;
    try {
      if (frame.isCut) seen.sayOpaque(request, 'too-large');
      else take(frame.bytes);
    } catch {
      seen.sayOpaque(request, 'undecodable');
    }
  }

  return {
    requests: flushing(splitFrames(requestPreambleBytes, asked), flush),
    responses: flushing(splitFrames(responsePreambleBytes, answered), flush),
  };
}

function flushing(take: (chunk: Buffer) => void, flush: () => void): (chunk: Buffer) => void {
  return (chunk) => {
    take(chunk);
    flush();
  };
}
