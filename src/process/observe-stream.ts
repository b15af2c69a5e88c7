import type { ProcessEvent } from '../evidence/observation.ts';
import { outputLimits } from './limits.ts';
import { type Line, splitLines } from './split-lines.ts';
import { type Tail, tailFile } from './tail-file.ts';

export type StreamName = 'stdout' | 'stderr';

/** One of a process's output streams, each of its lines observed as it is written. */
export interface ObservedStream extends Disposable {
  /** Begins to observe, in a later turn of the event loop. */
  follow(): void;
  /** Observes what is left, an unfinished last line as well; the stream's writers must have ended. */
  finish(): Promise<void>;
}

/** Observes the lines of the file that a stream is written to, up to its limit; then it is `flooded`, once. */
export function observeStream(
  stream: StreamName,
  path: string,
  observe: (event: ProcessEvent) => void,
): ObservedStream {
  const { lineBytes, lineCostBytes, streamBytes } = outputLimits;
  const splitter = splitLines(lineBytes);
  let spentBytes = 0;

  const observeLines = (lines: readonly Line[]): void => {
    for (const { text, cut } of lines) {
      if (spentBytes > streamBytes) return;
      observe({ source: 'process', type: 'line', stream, text, cut });
      spentBytes += Math.max(0, lineCostBytes - text.length);
    }
  };
  const tail: Tail = tailFile(path, (chunk) => {
    observeLines(splitter.split(chunk.subarray(0, streamBytes - spentBytes)));
    spentBytes += chunk.length;
    if (spentBytes <= streamBytes) return 'more';
    observe({ source: 'process', type: 'flooded', stream, limitBytes: streamBytes });
    return 'enough';
  });

  return {
    follow: () => tail.follow(),
    async finish() {
      await tail.finish();
      observeLines(splitter.end());
    },
    [Symbol.dispose]: () => tail[Symbol.dispose](),
  };
}
