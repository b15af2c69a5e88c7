import { scaleLinear } from 'd3-scale';
import type { Story } from '../story/story.ts';

/** Measures of a timeline, in pixels of its view box. */
export const frame = { width: 960, labels: 132, right: 14, row: 13, gap: 7, glyphs: 13, axis: 24 } as const;

/** From the journal's milliseconds to pixels, and to what people read. */
export interface TimeScale {
  x(atMs: number): number;
  /** `3.24 s`, since the scenario's beginning. */
  text(atMs: number): string;
  ticks: readonly { x: number; text: string }[];
}

export function timeScale({ fromMs, untilMs }: Pick<Story, 'fromMs' | 'untilMs'>): TimeScale {
  const lastSecond = Math.max((untilMs - fromMs) / 1000, 0.1);
  const scale = scaleLinear([0, lastSecond], [frame.labels, frame.width - frame.right]).clamp(true);
  const seconds = (atMs: number) => (atMs - fromMs) / 1000;
  return {
    x: (atMs) => round(scale(seconds(atMs))),
    text: (atMs) => `${seconds(atMs).toFixed(2)} s`,
    ticks: scale.ticks(10).map((second) => ({ x: round(scale(second)), text: `${second} s` })),
  };
}

/** Tenths of a pixel are as exact as anybody sees. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** How wide a text of the drawing's small size is, roughly. */
export function widthOf(text: string): number {
  return 6.2 * text.length;
}
