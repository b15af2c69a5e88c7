import type { Conversation } from './conversation.ts';

/** What is to be done next with a connection. */
export type Step =
  | { readonly kind: 'to-broker'; readonly bytes: Buffer }
  | { readonly kind: 'to-client'; readonly bytes: Buffer }
  /** Nothing more of the client goes to the broker; what that still answers is passed on. */
  | { readonly kind: 'end' };

/** What becomes of what passes over one connection, as chunks of any size. */
export interface Crossing {
  /** What to do because of what the client sent, and for how long to take nothing more of it. */
  requests(chunk: Buffer): { readonly steps: readonly Step[]; readonly waitMs: number };
  /** What the client gets of what the broker sent, and for how long to take nothing more of that. */
  responses(chunk: Buffer): { readonly parts: readonly Buffer[]; readonly waitMs: number };
  /** So many answers wait for those of the broker that nothing more should be taken of the client. */
  readonly isBehind: boolean;
}

/** Everything passes as it is, and is heard. */
export function openCrossing(heard: Conversation): Crossing {
  return {
    isBehind: false,
    requests(chunk) {
      heard.requests(chunk);
      return { steps: [{ kind: 'to-broker', bytes: chunk }], waitMs: 0 };
    },
    responses(chunk) {
      heard.responses(chunk);
      return { parts: [chunk], waitMs: 0 };
    },
  };
}
