import { requestPreambleBytes } from './protocol/message.ts';

const lengthBytes = 4;

/** Why no more requests can be read from a stream. */
export type StreamFault = 'too-large' | 'not-a-length';

/** Cuts what a client sends into whole requests, each with its length, until it sends something else. */
export interface WholeRequests {
  /** The requests that this chunk completes. */
  cut(chunk: Buffer): readonly Buffer[];
  /** Null as long as all can be read. */
  readonly fault: StreamFault | null;
}

/** Chunks may be of any size; a request that lies in one is not copied, and any other once. */
export function wholeRequests(limitBytes: number): WholeRequests {
  /** What is there of a request, at first of its length alone. */
  let begun: { bytes: Buffer; filled: number } | null = null;
  let fault: StreamFault | null = null;

  /** Of a request and its length, which `bytes` begin with; null where that can't be one. */
  function totalBytes(bytes: Buffer): number | null {
    const length = bytes.readInt32BE(0);
    if (length < requestPreambleBytes) fault = 'not-a-length';
    else if (length > limitBytes) fault = 'too-large';
    return fault === null ? lengthBytes + length : null;
  }

  /** Takes what there is of the request that is begun; the request, if that is all of it. */
  function gather(request: { bytes: Buffer; filled: number }, chunk: Buffer): { whole: Buffer | null; rest: Buffer } {
    const taken = chunk.copy(request.bytes, request.filled);
    const filled = request.filled + taken;
    const rest = chunk.subarray(taken);
    begun = { bytes: request.bytes, filled };
    if (filled < request.bytes.length) return { whole: null, rest };
    begun = null;
    if (filled > lengthBytes) return { whole: request.bytes, rest };
    const total = totalBytes(request.bytes);
    if (total !== null) {
      begun = { bytes: Buffer.allocUnsafe(total), filled };
      request.bytes.copy(begun.bytes);
    }
    return { whole: null, rest };
  }

  return {
    get fault() {
      return fault;
    },
    cut(chunk) {
      const requests: Buffer[] = [];
      let rest = chunk;
      while (rest.length > 0 && fault === null) {
        if (begun === null) {
          const total = rest.length < lengthBytes ? lengthBytes : totalBytes(rest);
          if (total === null) break;
          if (rest.length >= total) {
            requests.push(rest.subarray(0, total));
            rest = rest.subarray(total);
            continue;
          }
          begun = { bytes: Buffer.allocUnsafe(total), filled: 0 };
        }
        const gathered = gather(begun, rest);
        if (gathered.whole) requests.push(gathered.whole);
        rest = gathered.rest;
      }
      return requests;
    },
  };
}
