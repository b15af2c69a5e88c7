/** A frame larger than this passes unread: more than any client's default fetch asks for. */
export const frameLimitBytes = 16 * 1024 * 1024;

/** No Kafka sends a larger frame: a stream that announces one doesn't speak the protocol. */
const credibleFrameBytes = 512 * 1024 * 1024;

const lengthBytes = 4;

/** What follows a length on the wire; of a frame over the limit (`isCut`) only the preamble. */
export interface Frame {
  readonly bytes: Buffer;
  readonly isCut: boolean;
}

/**
 * Cuts a stream into frames. Chunks may be of any size; each byte is copied at most once, and not at all where a chunk
 * holds the whole frame. Where a length can't be one, the rest of the stream is left alone.
 */
export function splitFrames(preambleBytes: number, onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  const gather = gathering();
  let expected: { bytes: number; what: 'length' | 'frame' | 'preamble' } = { bytes: lengthBytes, what: 'length' };
  let frameLength = 0;
  let passing = 0;
  let isLost = false;

  function accept(part: Buffer): void {
    if (expected.what !== 'length') {
      const isCut = expected.what === 'preamble';
      passing = frameLength - part.length;
      expected = { bytes: lengthBytes, what: 'length' };
      onFrame({ bytes: part, isCut });
      return;
    }
    frameLength = part.readInt32BE(0);
    isLost = frameLength < preambleBytes || frameLength > credibleFrameBytes;
    const isCut = frameLength > frameLimitBytes;
    expected = isCut ? { bytes: preambleBytes, what: 'preamble' } : { bytes: frameLength, what: 'frame' };
  }

  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0 && !isLost) {
      const passed = Math.min(passing, rest.length);
      passing -= passed;
      const { part, left } = gather(passed > 0 ? rest.subarray(passed) : rest, expected.bytes);
      rest = left;
      if (part) accept(part);
    }
  };
}

/** Puts together parts of a wanted size from chunks of any size. */
function gathering(): (chunk: Buffer, wanted: number) => { part: Buffer | null; left: Buffer } {
  let begun: { bytes: Buffer; filled: number } | null = null;
  return (chunk, wanted) => {
    if (!begun && chunk.length >= wanted) return { part: chunk.subarray(0, wanted), left: chunk.subarray(wanted) };
    begun ??= { bytes: Buffer.allocUnsafe(wanted), filled: 0 };
    const { bytes, filled } = begun;
    const taken = chunk.copy(bytes, filled);
    begun = filled + taken < wanted ? { bytes, filled: filled + taken } : null;
    return { part: begun ? null : bytes, left: chunk.subarray(taken) };
  };
}
