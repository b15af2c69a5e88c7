import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingOf } from '../../src/wiretap/protocol/api.ts';
import { frameRequest, frameResponse, readRequest, readResponse } from '../../src/wiretap/protocol/message.ts';
import { arbitraryOf } from './arbitrary-message.ts';
import { describedVersions } from './described-apis.ts';

const lengthBytes = 4;
const runs = { numRuns: 25 };

describe.each(describedVersions)('$name v$version', ({ api, version }) => {
  const encoding = encodingOf(api, version);
  const ids = { correlationId: fc.integer(), clientId: fc.option(fc.string()) };

  test('a request reads as it was written', () => {
    fc.assert(
      fc.property(fc.record(ids), arbitraryOf(api.request, encoding), (header, body) => {
        const frame = frameRequest(api, { ...header, apiVersion: version }, body);
        expect(frame.readInt32BE(0)).toBe(frame.length - lengthBytes);
        expect(readRequest(api, frame.subarray(lengthBytes))).toEqual({
          header: { ...header, apiKey: api.key, apiVersion: version },
          body,
        });
      }),
      runs,
    );
  });

  test('a response reads as it was written', () => {
    fc.assert(
      fc.property(ids.correlationId, arbitraryOf(api.response, encoding), (correlationId, body) => {
        const frame = frameResponse(api, { correlationId, apiVersion: version }, body);
        expect(frame.readInt32BE(lengthBytes)).toBe(correlationId);
        expect(readResponse(api, version, frame.subarray(lengthBytes))).toEqual(body);
      }),
      runs,
    );
  });
});
