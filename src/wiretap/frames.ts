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
 * Cuts a stream into frames. Chunks may be of any size; of a frame that a chunk holds whole no byte is copied. Where a length
 * can't be one, the rest of the stream is left alone.
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

/** What is set aside for a frame that has only begun, where it is so large: most are smaller. */
const firstRoomBytes = 64 * 1024;

/** Puts together parts of a wanted size from chunks of any size. What it takes grows with what has come, not with what is wanted. */
function gathering(): (chunk: Buffer, wanted: number) => { part: Buffer | null; left: Buffer } {
  let begun: { bytes: Buffer; filled: number } | null = null;
  return (chunk, wanted) => {
    if (!begun && chunk.length >= wanted) return { part: chunk.subarray(0, wanted), left: chunk.subarray(wanted) };
    const before = begun ?? { bytes: Buffer.alloc(0), filled: 0 };
    const filled = Math.min(before.filled + chunk.length, wanted);
    const bytes = withRoom(before.bytes, filled, wanted);
    const taken = chunk.copy(bytes, before.filled);
    begun = filled < wanted ? { bytes, filled } : null;
    return { part: begun ? null : bytes, left: chunk.subarray(taken) };
  };
}

function withRoom(bytes: Buffer, needed: number, wanted: number): Buffer {
  if (bytes.length >= needed) return bytes;
  const larger = Buffer.allocUnsafe(Math.min(wanted, Math.max(2 * needed, firstRoomBytes)));
  bytes.copy(larger);
  return larger;
}
