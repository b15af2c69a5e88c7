/** No bytes make the decoder throw, whatever their shape; its events don't depend on how they are cut. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEvent } from '../../src/evidence/observation.ts';
import { listener } from '../../src/wiretap/conversation.ts';
import { topicNames } from '../../src/wiretap/interpret/topic-names.ts';
import { encodingOf } from '../../src/wiretap/protocol/api.ts';
import { frameRequest, frameResponse } from '../../src/wiretap/protocol/message.ts';
import { arbitraryOf } from './arbitrary-message.ts';
import { describedVersions } from './described-apis.ts';

interface Talk {
  readonly requests: Buffer;
  readonly responses: Buffer;
}

const noise: fc.Arbitrary<Talk> = fc
  .tuple(fc.uint8Array({ maxLength: 500 }), fc.uint8Array({ maxLength: 500 }))
  .map(([requests, responses]) => ({ requests: Buffer.from(requests), responses: Buffer.from(responses) }));

/** A request and its answer, each right by its table; what their nested bytes hold is anything. */
const exchange: fc.Arbitrary<Talk> = fc.constantFrom(...describedVersions).chain(({ api, version }) => {
  const encoding = encodingOf(api, version);
  return fc
    .tuple(arbitraryOf(api.request, encoding), arbitraryOf(api.response, encoding), fc.integer({ min: 0, max: 3 }))
    .map(([request, response, correlationId]) => ({
      requests: frameRequest(api, { apiVersion: version, correlationId, clientId: null }, request),
      responses: frameResponse(api, { apiVersion: version, correlationId }, response),
    }));
});

/** Some bytes of one direction overwritten. */
const corrupted: fc.Arbitrary<Talk> = fc
  .tuple(exchange, fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 5 }), fc.nat(400))
  .map(([talk, changes, cutAt]) => ({
    requests: corrupt(talk.requests, changes).subarray(0, Math.max(cutAt, talk.requests.length - cutAt)),
    responses: corrupt(talk.responses, changes),
  }));

const talks = fc.array(fc.oneof(exchange, corrupted, noise), { minLength: 1, maxLength: 6 });
const chunkSizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 });

test('any talk, in any chunks, is taken without a throw and told the same', () => {
  fc.assert(
    fc.property(talks, chunkSizes, (talk, sizes) => {
      const whole = hear(talk, [Number.MAX_SAFE_INTEGER]);
      expect(hear(talk, sizes)).toEqual(whole);
    }),
    { numRuns: 500 },
  );
});

test('many answers that nobody asked for, and many requests that nobody answers, are taken too', () => {
  const [answers, requests] = [Buffer.alloc(8 * 20_000), Buffer.alloc(12 * 20_000)];
  for (let index = 0; index < 20_000; index += 1) {
    answers.writeInt32BE(4, index * 8);
    requests.writeInt32BE(8, index * 12);
    requests.writeInt32BE(18 << 16, index * 12 + 4);
    requests.writeInt32BE(index, index * 12 + 8);
  }
  expect(hear([{ requests, responses: answers }], [1_000])).toEqual([]);
});

function hear(talk: readonly Talk[], sizes: readonly number[]): WireEvent[] {
  const events: WireEvent[] = [];
  const heard = listener(topicNames(), (event) => events.push(event));
  const conversation = heard.hear();
  for (const { requests, responses } of talk) {
    for (const chunk of chunksOf(requests, sizes)) conversation.requests(chunk);
    for (const chunk of chunksOf(responses, sizes)) conversation.responses(chunk);
  }
  heard.settle();
  return events;
}

function chunksOf(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = sizes[chunks.length % sizes.length] ?? bytes.length;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

function corrupt(bytes: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const changed = Buffer.from(bytes);
  for (const [at, value] of changes) {
    if (at < changed.length) changed[at] = value;
  }
  return changed;
}
