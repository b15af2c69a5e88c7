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

const asItIs = (text: string) => text;

/** For files, pipes and whoever wants no colours. */
export const noPaint: Paint = { good: asItIs, bad: asItIs, unsure: asItIs, strong: asItIs, faint: asItIs };
