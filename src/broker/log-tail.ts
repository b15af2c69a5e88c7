import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The end of a log that is being written. */
export interface LogTail {
  /** The last lines, oldest first. */
  lines(): readonly string[];
  /** Resolves when a line with this text is written; stays pending if none ever is. */
  wrote(text: string): Promise<void>;
}

const keptLines = 60;

/** Reads the streams as long as they last. */
export function keepTail(...streams: readonly Readable[]): LogTail {
  const lines: string[] = [];
  const awaited: { text: string; resolve: () => void }[] = [];
  for (const input of streams) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      for (const each of awaited) if (line.includes(each.text)) each.resolve();
    });
  }
  return {
    lines: () => [...lines],
    wrote: (text) => new Promise((resolve) => awaited.push({ text, resolve })),
  };
}
