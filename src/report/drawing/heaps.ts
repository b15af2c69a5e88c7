/** Things that happened so close to each other that one mark stands for all of them. */
export interface Heap<T> {
  x: number;
  things: readonly T[];
}

/** Heaps of things, in order, each of which lies less than `pixels` behind the first one of its heap. */
export function heapsOf<T>(things: readonly T[], xOf: (thing: T) => number, pixels: number): Heap<T>[] {
  const heaps: { x: number; things: T[] }[] = [];
  for (const thing of things) {
    const x = xOf(thing);
    const last = heaps.at(-1);
    if (last && x - last.x < pixels) last.things.push(thing);
    else heaps.push({ x, things: [thing] });
  }
  return heaps;
}

/** For `data-seqs`: the observations that a mark stands for. */
export function seqsOf(things: readonly { seq: number }[]): string {
  return seqsText(things.map(({ seq }) => seq));
}

/** `7+2+1 30`: after a number, what each next one is more, since a mark can stand for thousands. */
export function seqsText(seqs: readonly number[]): string {
  return seqs
    .map((seq, index) => {
      const before = seqs[index - 1];
      if (before === undefined) return `${seq}`;
      return seq > before ? `+${seq - before}` : ` ${seq}`;
    })
    .join('');
}

const grains = [2, 3, 4, 6, 8, 12, 16, 24, 32];

/** How far apart marks must be, in pixels, so that not many more than `most` stand for all these things, row by row. */
export function grainFor(rows: readonly (readonly number[])[], most: number): number {
  const fits = (pixels: number) => {
    const marks = rows.reduce((sum, row) => sum + heapsOf(row, (x) => x, pixels).length, 0);
    return marks <= most;
  };
  return grains.find(fits) ?? 48;
}
