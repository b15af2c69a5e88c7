import type { ProcessEvent } from '../evidence/observation.ts';

type Line = Extract<ProcessEvent, { type: 'line' }>;

/** Lines of no consequence that are kept of each stream: so many of the first, so many of the last. */
const headLines = 200;
const tailLines = 50;

/**
 * Lets through what a check may read and the beginning and end of the rest, so that a chatty program's journal stays
 * small. What is left out is said as a number when the process ends.
 */
export function filterOutput(
  matters: (text: string) => boolean,
  observe: (event: ProcessEvent) => void,
): (event: ProcessEvent) => void {
  const streams = { stdout: idleTalk(), stderr: idleTalk() };
  return (event) => {
    if (event.type === 'line' && !matters(event.text)) {
      if (streams[event.stream].passes(event)) observe(event);
      return;
    }
    if (event.type === 'exited') {
      for (const stream of ['stdout', 'stderr'] as const) {
        const { omitted, tail } = streams[stream].rest();
        if (omitted > 0) observe({ source: 'process', type: 'lines-omitted', stream, count: omitted });
        for (const line of tail) observe(line);
      }
    }
    observe(event);
  };
}

function idleTalk() {
  let seen = 0;
  let omitted = 0;
  const tail: Line[] = [];
  return {
    passes(line: Line): boolean {
      seen += 1;
      if (seen <= headLines) return true;
      tail.push(line);
      if (tail.length > tailLines) {
        tail.shift();
        omitted += 1;
      }
      return false;
    },
    rest: () => ({ omitted, tail }),
  };
}
