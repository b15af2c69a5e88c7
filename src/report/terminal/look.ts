/** Gives text a colour or a weight, and leaves its characters as they are. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  unsure(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

/** What the terminal can show. */
export interface Look {
  widthColumns: number;
  /** `ascii` writes everything in it, also what a program printed. */
  charset: 'unicode' | 'ascii';
  paint: Paint;
}

/** Narrower than that nothing can be told, wider than that nobody reads. */
const narrowestColumns = 40;
const widestColumns = 100;

/** The same look in a width that can be read. */
export function readable(look: Look): Look {
  return { ...look, widthColumns: Math.min(Math.max(look.widthColumns, narrowestColumns), widestColumns) };
}

const asItIs = (text: string) => text;

/** For files, pipes and whoever wants no colours. */
export const noPaint: Paint = { good: asItIs, bad: asItIs, unsure: asItIs, strong: asItIs, faint: asItIs };
