import { nameOf } from '../words.ts';

/** `71 %`; a dash of nothing. */
export function percentOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

/** `87.5`, `88`. */
export function figure(value: number): string {
  return String(Math.round(10 * value) / 10);
}

const millisecondsPerMinute = 60_000;

/** `4.2 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (milliseconds < millisecondsPerMinute) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** Names are shown this long at most: whoever may choose one may choose a long one. */
const mostCharacters = 80;

export function shortNameOf(text: string): string {
  const characters = [...nameOf(text)];
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters).join('')}…` : characters.join('');
}
