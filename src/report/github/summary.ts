/** The summary of a job: the score, what was lost and why, how the group shared its partitions, and what passed. */
import { headings, partsOf, type Telling } from '../markdown/parts.ts';
import type { ReportedGrade } from '../report.ts';
import type { Story } from '../story/story.ts';
import { type Look, noPaint } from '../terminal/look.ts';
import { timelineLines } from '../terminal/timeline/timeline-lines.ts';
import { utf8Bytes } from '../utf8-bytes.ts';

export interface Summarized {
  grade: ReportedGrade;
  /** Empty where only the grade is left. */
  stories: readonly Story[];
  urlOf: Telling['urlOf'];
}

/** GitHub drops a summary of more than 1 MiB as a whole; what it masks may make it longer. */
export const summaryLimitBytes = 1_000_000;

const look: Look = { widthColumns: 100, charset: 'unicode', paint: noPaint };
const cutNotice = '> **There is more to say than a summary has room for: `report.html` has it all.**';

/** A part, and what stands between it and the one before. */
interface Piece {
  gap: '\n' | '\n\n';
  text: string;
}

/** Markdown of at most so many bytes, cut between its parts; empty where there is no room for any. */
export function summaryOf(summarized: Summarized, roomBytes: number): string {
  const pieces = piecesOf(summarized);
  const whole = joined(pieces);
  if (utf8Bytes(whole) <= roomBytes) return whole;
  const end: Piece = { gap: '\n\n', text: cutNotice };
  let takenBytes = utf8Bytes(joined([end]));
  const left = pieces.findIndex((piece) => {
    takenBytes += utf8Bytes(joined([piece])) + 1;
    return takenBytes > roomBytes;
  });
  return left <= 0 ? '' : joined([...pieces.slice(0, left), end]);
}

function piecesOf({ grade, stories, urlOf }: Summarized): Piece[] {
  const parts = partsOf(grade, { detail: 'explained', urlOf });
  return [
    ...block(parts.heading),
    ...block(parts.openNotice),
    ...block(parts.refused),
    ...list(headings.lost, parts.lost),
    ...list(headings.undecided, parts.undecided),
    ...block(pictureOf(stories)),
    ...block(parts.folded),
    ...block(parts.foot),
  ];
}

function block(text: string | null): Piece[] {
  return text === null ? [] : [{ gap: '\n\n', text }];
}

function list(heading: string, [first, ...others]: readonly string[]): Piece[] {
  if (first === undefined) return [];
  return [...block(`${heading}\n\n${first}`), ...others.map((text) => ({ gap: '\n' as const, text }))];
}

/** Its fence is longer than any run of backticks in it. */
function pictureOf(stories: readonly Story[]): string | null {
  const lines = timelineLines(stories, look);
  if (lines.length === 0) return null;
  const text = lines.join('\n');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function joined(pieces: readonly Piece[]): string {
  return `${pieces.map(({ gap, text }, index) => (index === 0 ? text : gap + text)).join('')}\n`;
}
