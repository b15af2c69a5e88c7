/** Emoji and the scripts of East Asia, whose characters take two columns of a terminal. */
const wide =
  /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const onlyMarks = /^\p{M}+$/u;
/** ASCII, and what the reports' own sentences and drawings are set with: a column each. */
const plain = /^[\x20-\x7e·×‘’“”…–—→≤≥─-▟✔✘]*$/;

/** Made when it is first needed: that takes as long as a small grade. */
let graphemes: Intl.Segmenter | undefined;

/** How many columns of a terminal the text takes. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) {
    if (wide.test(segment)) columns += 2;
    else if (!onlyMarks.test(segment)) columns += 1;
  }
  return columns;
}

/** The text with spaces after it until it takes so many columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** The text, or its beginning and a sign that there is more, in at most so many columns. */
export function clip(text: string, columns: number, charset: 'unicode' | 'ascii'): string {
  if (columnsOf(text) <= columns) return text;
  const more = charset === 'ascii' ? '...' : '…';
  let clipped = '';
  for (const character of text) {
    if (columnsOf(clipped + character + more) > columns) break;
    clipped += character;
  }
  return clipped + more;
}

/** Lines of at most so many columns, broken at spaces only: a longer word stands whole on a line of its own. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
