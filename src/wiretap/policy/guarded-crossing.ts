import { answerOrder } from '../answer-order.ts';
import type { Conversation } from '../conversation.ts';
import type { Crossing, Step } from '../crossing.ts';
import { readRequestPreamble } from '../protocol/message.ts';
import { wholeRequests } from '../whole-requests.ts';
import type { Complaints } from './complaints.ts';
import { judge } from './judge.ts';
import type { Allowed } from './limits.ts';
import type { Standpoint } from './offence.ts';
import type { Toll } from './toll.ts';

/** No client has more unanswered. */
const keptAnswersLimit = 1_000;

const lengthBytes = 4;

export interface Guarding {
  readonly standpoint: Standpoint;
  readonly allowed: Allowed;
  /** Shared by all connections of a process. */
  readonly toll: Toll;
  readonly complaints: Complaints;
}

/**
 * Requests pass one by one, unchanged, if they may. One that may not never reaches the broker: it is answered here, in its
 * turn. What is heard is what the client says and is told.
 */
export function guardedCrossing(heard: Conversation, guarding: Guarding): Crossing {
  const { standpoint, allowed, toll, complaints } = guarding;
  const requests = wholeRequests(allowed['request-bytes']);
  const order = answerOrder();
  let isOver = false;

  function end(): Step {
    isOver = true;
    return { kind: 'end' };
  }

  function stepsFor(request: Buffer): Step[] {
    heard.requests(request);
    const frame = request.subarray(lengthBytes);
    const judgement = judge(frame, standpoint);
    switch (judgement.kind) {
      case 'passes':
        if (judgement.isAnswered) order.expect();
        return [{ kind: 'to-broker', bytes: request }];
      case 'refused': {
        const { answer, offence } = judgement;
        complaints.violation(readRequestPreamble(frame).apiKey, offence);
        if (answer === null) return [end()];
        return order.give(answer).map((bytes) => {
          heard.responses(bytes);
          return { kind: 'to-client', bytes };
        });
      }
    }
  }

  /** Why nothing more is taken of the client, which is told; whether there is a reason. */
  function isAtEnd(): boolean {
    if (requests.fault === 'too-large') complaints.limit('request-bytes');
    if (requests.fault === 'not-a-length') complaints.noRequest();
    return requests.fault !== null || toll.isUsedUp;
  }

  return {
    get isBehind() {
      return order.kept > keptAnswersLimit;
    },
    requests(chunk) {
      const steps: Step[] = [];
      const whole = isOver ? [] : requests.cut(chunk);
      for (const request of whole) {
        if (!isOver) steps.push(...stepsFor(request));
      }
      const waitMs = toll.sent(chunk.length, whole.length);
      if (!isOver && isAtEnd()) steps.push(end());
      return { steps, waitMs };
    },
    responses(chunk) {
      const parts = order.merge(chunk);
      for (const part of parts) heard.responses(part);
      return { parts, waitMs: toll.received(chunk.length) };
    },
  };
}
