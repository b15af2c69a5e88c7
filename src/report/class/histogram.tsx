import { count as counted } from '../story/say.ts';
import type { ClassReport } from './class-report.ts';
import type { Bin } from './statistics.ts';
import { figure } from './words.ts';

type Scores = NonNullable<ClassReport['scores']>;

const size = { width: 640, height: 208 } as const;
const frame = { left: 8, right: 8, top: 40, bottom: 20 } as const;
const plotWidth = size.width - frame.left - frame.right;
const plotHeight = size.height - frame.top - frame.bottom;
const floor = size.height - frame.bottom;
const gap = 2;
/** What a count takes above its bar. */
const countHeight = 16;
const label = { y: 12, bottom: 16, halfWidth: 40 } as const;

/** How many have how many points; a line at the median. */
export function Histogram({ scores }: { scores: Scores }) {
  const { bins } = scores;
  const step = plotWidth / bins.length;
  const topOf = barTops(bins);
  return (
    <svg class="drawing histogram" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={inWords(scores)}>
      {bins.map((bin, index) => {
        const [x, top] = [frame.left + index * step, topOf(bin)];
        return (
          <g>
            <rect class="bar" x={at(x + gap / 2)} y={at(top)} width={at(step - gap)} height={at(floor - top)} />
            {bin.count > 0 && (
              <text x={at(x + step / 2)} y={at(top - 4)} text-anchor="middle">
                {bin.count}
              </text>
            )}
            <text class="faint" x={at(x + step / 2)} y={size.height - 6} text-anchor="middle">
              {bin.from}
            </text>
          </g>
        );
      })}
      <Median scores={scores} />
    </svg>
  );
}

/** Its line is broken where a count stands. */
function Median({ scores: { bins, spread } }: { scores: Scores }) {
  const place = (spread.median + 0.5) / (bins[1]?.from ?? 1);
  const x = frame.left + place * (plotWidth / bins.length);
  const bin = bins[Math.floor(place)];
  const top = bin && bin.count > 0 ? barTops(bins)(bin) : null;
  const line = top === null ? `V${floor}` : `V${at(top - countHeight)}M${at(x)} ${at(top)}V${floor}`;
  const labelX = Math.min(Math.max(x, label.halfWidth), size.width - label.halfWidth);
  return (
    <g class="median">
      <title>{`Half of the final grades are on each side of ${figure(spread.median)}, the median.`}</title>
      <path d={`M${at(x)} ${label.bottom}${line}`} />
      <text x={at(labelX)} y={label.y} text-anchor="middle">
        {`median ${figure(spread.median)}`}
      </text>
    </g>
  );
}

function barTops(bins: readonly Bin[]): (bin: Bin) => number {
  const highest = Math.max(...bins.map(({ count }) => count), 1);
  return ({ count }) => floor - (count / highest) * plotHeight;
}

function inWords({ bins, count, spread }: Scores): string {
  const parts = bins.filter((bin) => bin.count > 0).map((bin) => `${rangeOf(bin)}: ${bin.count}`);
  return `How ${counted(count, 'final grade')} are distributed. The median is ${figure(spread.median)}. ${parts.join(', ')}.`;
}

function rangeOf({ from, to }: Bin): string {
  return from === to ? counted(from, 'point') : `${from} to ${counted(to, 'point')}`;
}

function at(value: number): string {
  return value.toFixed(1);
}
