import { count as counted } from '../story/say.ts';
import type { ClassReport } from './class-report.ts';
import type { Bin } from './statistics.ts';

const size = { width: 640, height: 190 } as const;
const frame = { left: 8, right: 8, top: 22, bottom: 20 } as const;
const plotWidth = size.width - frame.left - frame.right;
const plotHeight = size.height - frame.top - frame.bottom;
const gap = 2;

/** How many have how many points; a line where half have more. */
export function Histogram({ scores }: { scores: NonNullable<ClassReport['scores']> }) {
  const { bins, spread } = scores;
  const highest = Math.max(...bins.map(({ count }) => count), 1);
  const step = plotWidth / bins.length;
  const floor = size.height - frame.bottom;
  const binWidth = bins[1]?.from ?? 1;
  const medianX = frame.left + ((spread.median + 0.5) / binWidth) * step;
  return (
    <svg class="drawing histogram" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={inWords(scores)}>
      {bins.map(({ from, count }, index) => {
        const [x, height] = [frame.left + index * step, (count / highest) * plotHeight];
        return (
          <g>
            <rect class="bar" x={at(x + gap / 2)} y={at(floor - height)} width={at(step - gap)} height={at(height)} />
            {count > 0 && (
              <text x={at(x + step / 2)} y={at(floor - height - 4)} text-anchor="middle">
                {count}
              </text>
            )}
            <text class="faint" x={at(x + step / 2)} y={size.height - 6} text-anchor="middle">
              {from}
            </text>
          </g>
        );
      })}
      <path class="median" d={`M${at(medianX)} ${frame.top - 10}V${floor}`} />
    </svg>
  );
}

function inWords({ bins, count }: NonNullable<ClassReport['scores']>): string {
  const parts = bins.filter((bin) => bin.count > 0).map((bin) => `${rangeOf(bin)}: ${bin.count}`);
  return `How ${counted(count, 'final grade')} are distributed. ${parts.join(', ')}.`;
}

function rangeOf({ from, to }: Bin): string {
  return from === to ? counted(from, 'point') : `${from} to ${counted(to, 'point')}`;
}

function at(value: number): string {
  return value.toFixed(1);
}
