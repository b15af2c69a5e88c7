import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import type { Moment, MomentKind } from '../story/story.ts';
import { heapsOf, seqsOf } from './heaps.ts';
import type { TimeScale } from './place.ts';

interface Glyph {
  shape: SymbolType;
  /** For the legend. */
  means: string;
}

/** Where two stand in the same place, the later kind is on top. */
const glyphs = {
  produced: { shape: symbolCircle, means: 'sent records' },
  committed: { shape: symbolCircle, means: 'committed' },
  positioned: { shape: symbolWye, means: 'began to fetch' },
  started: { shape: symbolSquare, means: 'started' },
  step: { shape: symbolCircle, means: 'the grader did something' },
  marked: { shape: symbolCircle, means: 'a moment of the story' },
  joining: { shape: symbolTriangle, means: 'asked to join, or heard of a rebalance' },
  assigned: { shape: symbolDiamond, means: 'was given its partitions' },
  left: { shape: symbolCross, means: 'left the group' },
  signalled: { shape: symbolStar, means: 'was sent a signal' },
  exited: { shape: symbolSquare, means: 'ended' },
  trouble: { shape: symbolStar, means: 'trouble' },
} as const satisfies Record<MomentKind, Glyph>;

const areaPixels = 42;
const paths = new Map<SymbolType, string>();

function pathOf(shape: SymbolType): string {
  const known = paths.get(shape);
  if (known !== undefined) return known;
  const path = symbol(shape, areaPixels).digits(1)() ?? '';
  paths.set(shape, path);
  return path;
}

const kinds: readonly MomentKind[] = [
  'produced',
  'committed',
  'positioned',
  'started',
  'step',
  'marked',
  'joining',
  'assigned',
  'left',
  'signalled',
  'exited',
  'trouble',
];

/** The moments of one lane, as signs on one line. */
export function Glyphs({
  moments,
  who,
  y,
  time,
  grain,
}: {
  moments: readonly Moment[];
  who: string;
  y: number;
  time: TimeScale;
  grain: number;
}) {
  return (
    <>
      {kinds.flatMap((kind) =>
        heapsOf(
          moments.filter((moment) => moment.kind === kind),
          ({ atMs }) => time.x(atMs),
          grain,
        ).map(({ x, things }) => (
          <path
            class={`g ${kind}`}
            d={pathOf(glyphs[kind].shape)}
            transform={`translate(${x} ${y})`}
            data-seqs={seqsOf(things)}
          >
            <title>{titleOf(things, who, time)}</title>
          </path>
        )),
      )}
    </>
  );
}

const mostTold = 3;

function titleOf(moments: readonly Moment[], who: string, time: TimeScale): string {
  const told = moments.slice(0, mostTold).map(({ atMs, says }) => `${time.text(atMs)}: ${who} ${says}`);
  const rest = moments.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

/** What the signs of these kinds mean. */
export function legendOf(shown: ReadonlySet<MomentKind>): { kind: MomentKind; path: string; means: string }[] {
  return kinds
    .filter((kind) => shown.has(kind))
    .map((kind) => ({ kind, path: pathOf(glyphs[kind].shape), means: glyphs[kind].means }));
}
