/** Says requests and answers to a listener as one connection would, and keeps the events. */
import type { WireEvent } from '../../src/evidence/observation.ts';
import { listener } from '../../src/wiretap/conversation.ts';
import { type TopicNames, topicNames } from '../../src/wiretap/interpret/topic-names.ts';
import type { Api } from '../../src/wiretap/protocol/api.ts';
import { frameRequest, frameResponse } from '../../src/wiretap/protocol/message.ts';

export interface Overheard {
  readonly topics: TopicNames;
  /** What was told since this was last called. */
  news(): WireEvent[];
  /** A request, as it goes to the broker; answers it when called. */
  ask<Q, A>(api: Api<Q, A>, apiVersion: number, request: Q): (response: A) => void;
  settle(): void;
  /** Bytes as they are. */
  requests(bytes: Buffer): void;
  responses(bytes: Buffer): void;
}

export function overhear(topics: TopicNames = topicNames()): Overheard {
  const told: WireEvent[] = [];
  const heard = listener(topics, (event) => told.push(event));
  const { requests, responses } = heard.hear();
  let correlationId = 0;
  return {
    topics,
    news: () => told.splice(0),
    ask(api, apiVersion, request) {
      const header = { apiVersion, correlationId: ++correlationId, clientId: 'test' };
      requests(frameRequest(api, header, request));
      return (response) => responses(frameResponse(api, header, response));
    },
    settle: heard.settle,
    requests,
    responses,
  };
}
