import type { Api } from '../protocol/api.ts';
import { type RequestHeader, readRequest, readResponse } from '../protocol/message.ts';

/** Makes sightings of one API's messages. Both functions throw where a frame isn't what its table describes. */
export interface Interpreter {
  readonly api: Api;
  /** Takes a request; returns what takes its answer, null where none will come. */
  asked(requestFrame: Buffer): ((responseFrame: Buffer) => void) | null;
}

/** An interpreter of decoded messages. */
export function interpreter<Q, A>(
  api: Api<Q, A>,
  interpret: (request: Q, header: RequestHeader) => ((response: A) => void) | null,
): Interpreter {
  return {
    api,
    asked(requestFrame) {
      const { header, body } = readRequest(api, requestFrame);
      const answered = interpret(body, header);
      return answered && ((responseFrame) => answered(readResponse(api, header.apiVersion, responseFrame)));
    },
  };
}

/** For requests whose answer holds no evidence. */
export function answerIgnored(): void {}

/** Kafka's error codes as events have them. */
export function errorOf(code: number): number | null {
  return code === 0 ? null : code;
}
