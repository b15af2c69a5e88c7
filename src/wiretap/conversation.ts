import type { WireEvent } from '../evidence/observation.ts';
import { type Frame, splitFrames } from './frames.ts';
import { inFlight } from './in-flight.ts';
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

/** A null `take` leaves the answer unread. */
interface Asked extends Preamble {
  readonly take: TakeAnswer | null;
}

/** More requests than any client leaves unanswered. */
const inFlightLimit = 10_000;

function conversation(seen: Witness, byKey: ReadonlyMap<number, Interpreter>, flush: () => void): Conversation {
  const unanswered = inFlight<Asked>(inFlightLimit);

  function asked(frame: Frame): void {
    const request = readRequestPreamble(frame.bytes);
    const interpreter = byKey.get(request.apiKey);
    if (!interpreter || !isWithin(interpreter.api.versions, request.apiVersion)) {
      if (!irrelevantApis.has(request.apiKey)) seen.sayOpaque(request, 'undescribed');
      unanswered.asked({ ...request, take: null });
    } else if (frame.isCut) {
      seen.sayOpaque(request, 'too-large');
      unanswered.asked({ ...request, take: null });
    } else {
      const outcome = understand(request, () => interpreter.asked(frame.bytes));
      if (outcome !== 'unanswered') unanswered.asked({ ...request, take: outcome });
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

  function answered(frame: Frame): void {
    const request = unanswered.answered(readCorrelationId(frame.bytes));
    if (!request?.take) return;
    try {
      if (frame.isCut) seen.sayOpaque(request, 'too-large');
      else request.take(frame.bytes);
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
