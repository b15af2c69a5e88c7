export interface Line {
  readonly text: string;
  /** The line was longer than the limit; `text` is its beginning. */
  readonly cut: boolean;
}

export interface LineSplitter {
  /** The lines that these bytes complete. A line is complete at its newline, or at the limit. */
  split(bytes: Uint8Array): readonly Line[];
  /** The line that the stream's end completes, if there is one. */
  end(): readonly Line[];
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Splits a stream of UTF-8 into lines, wherever its chunks begin and end. A line ends with `\n` or `\r\n`; of a longer
 * one than `limitBytes` the rest is dropped. Bytes that are not UTF-8 become U+FFFD.
 */
export function splitLines(limitBytes: number): LineSplitter {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let isDropping = false;

  const take = (): Buffer => {
    const line = Buffer.concat(pieces, length);
    pieces = [];
    length = 0;
    return line;
  };

  /** Adds a piece of a line; the line itself where the piece takes it past the limit. */
  const add = (piece: Uint8Array): readonly Line[] => {
    if (isDropping || piece.length === 0) return [];
    const room = limitBytes - length;
    // Copied, because the chunk belongs to the caller.
    pieces.push(Uint8Array.from(piece.subarray(0, room)));
    length += Math.min(piece.length, room);
    if (piece.length <= room) return [];
    isDropping = true;
    return [{ text: decodeCut(take()), cut: true }];
  };

  const finish = (): readonly Line[] => {
    if (isDropping) {
      isDropping = false;
      return [];
    }
    const line = take();
    const isWindows = line.at(-1) === carriageReturn;
    return [{ text: decode(isWindows ? line.subarray(0, -1) : line), cut: false }];
  };

  return {
    split(bytes) {
      const lines: Line[] = [];
      let start = 0;
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, start)) {
        lines.push(...add(bytes.subarray(start, at)), ...finish());
        start = at + 1;
      }
      lines.push(...add(bytes.subarray(start)));
      return lines;
    },
    end: () => (length === 0 ? [] : finish()),
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decode(line: Uint8Array): string {
  return decoder.decode(line);
}

/** Leaves out a character that the cut went through. */
function decodeCut(line: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(line, { stream: true });
}
