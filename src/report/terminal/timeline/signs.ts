import type { Look, Paint } from '../look.ts';

/** What a column of a member's lane can show. */
export type Sign = 'owning' | 'idle' | 'rebalancing' | 'outside' | 'ended' | 'nothing';

const signs = {
  unicode: { owning: '━', idle: '·', rebalancing: '~', outside: '╌', ended: '×', nothing: ' ' },
  ascii: { owning: '=', idle: '.', rebalancing: '~', outside: '-', ended: 'x', nothing: ' ' },
} as const satisfies Record<Look['charset'], Record<Sign, string>>;

const pointers = { unicode: { down: '╷', up: '╵' }, ascii: { down: '|', up: '|' } } as const;

/** What each sign means, in the order in which the legend has them. */
export const meanings: readonly { sign: Sign; means: string }[] = [
  { sign: 'owning', means: 'owns partitions' },
  { sign: 'idle', means: 'owns none' },
  { sign: 'rebalancing', means: 'rebalancing' },
  { sign: 'outside', means: 'not in the group' },
  { sign: 'ended', means: 'ended' },
];

export function signOf(sign: Sign, { charset }: Pick<Look, 'charset'>): string {
  return signs[charset][sign];
}

/** Stands beside a text and points at the lanes: `down` from above them, `up` from below. */
export function pointerOf(direction: 'down' | 'up', { charset }: Pick<Look, 'charset'>): string {
  return pointers[charset][direction];
}

export function inkOf(sign: Sign, paint: Paint): (text: string) => string {
  switch (sign) {
    case 'owning':
      return paint.good;
    case 'idle':
      return paint.unsure;
    case 'ended':
      return paint.strong;
    case 'rebalancing':
    case 'outside':
    case 'nothing':
      return paint.faint;
  }
}
