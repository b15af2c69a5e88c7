import type { Api } from '../protocol/api.ts';
import { frameResponse, readRequest } from '../protocol/message.ts';
import type { Offence, Standpoint } from './offence.ts';

/** What is to become of a request. */
export type Judgement =
  | { readonly kind: 'passes'; readonly isAnswered: boolean }
  /** `answer` is a whole frame; null where the client waits for none, or none can be written: then the connection ends. */
  | { readonly kind: 'refused'; readonly offence: Offence; readonly answer: Buffer | null };

/** Judges the requests of one API by what they say. Throws `MalformedMessage` where they say nothing. */
export interface Guard {
  readonly api: Api;
  judge(requestFrame: Buffer, standpoint: Standpoint): Judgement;
}

export interface GuardRules<Q, A> {
  /** Null where the request may pass. */
  offence(request: Q, standpoint: Standpoint): Offence | null;
  /** The answer that refuses it. */
  refusal(request: Q, error: number, standpoint: Standpoint): A;
  /** Whether the client waits for an answer: always, where it is not given. */
  isAnswered?(request: Q): boolean;
}

export function guard<Q, A>(api: Api<Q, A>, rules: GuardRules<NoInfer<Q>, NoInfer<A>>): Guard {
  const { offence: offenceOf, refusal, isAnswered = () => true } = rules;
  return {
    api,
    judge(requestFrame, standpoint) {
      const { header, body } = readRequest(api, requestFrame);
      const offence = offenceOf(body, standpoint);
      if (!offence) return { kind: 'passes', isAnswered: isAnswered(body) };
      if (offence.error === null || !isAnswered(body)) return { kind: 'refused', offence, answer: null };
      const answer = frameResponse(api, header, refusal(body, offence.error, standpoint));
      return { kind: 'refused', offence, answer };
    },
  };
}
