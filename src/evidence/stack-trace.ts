/** The exceptions that a program told of: Node's stack traces, as text or in a log line's JSON, and Python's tracebacks. */
import { isObject, parseJson } from './json.ts';

/** `line` and `column` count from 1; where the runtime names no column, it is the first. */
export interface SourcePlace {
  /** Relative to the program's folder. */
  file: string;
  line: number;
  column: number;
}

export interface Thrown {
  /** `SyntaxError: Unexpected end of JSON input`. */
  what: string;
  /** Where it came from in the program's own files, the innermost place; null where no frame lies in one. */
  place: SourcePlace | null;
}

/**
 * The exception with which these lines end; null where they end with other words. Of several with the same message, as of a
 * client that wraps what its handler threw, it is the last one that names a place, whatever was said between them.
 */
export function lastThrown(lines: readonly string[], folder: string | null): Thrown | null {
  const told = segmentsOf(lines).map((segment) => thrownIn(segment, folder));
  const last = told.at(-1);
  if (!last) return null;
  const isTheSame = (thrown: Thrown | null) =>
    thrown !== null && thrown.place !== null && messageOf(thrown.what) === messageOf(last.what);
  return told.findLast(isTheSame) ?? last;
}

/** The text without the folder's own path, which is another one in each run: `consumer.ts:12:5`. */
export function withoutFolder(text: string, folder: string | null): string {
  return folder === null ? text : text.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '');
}

const nodeFrame = /^\s+at \S/;
const pythonFrame = /^\s+File ".+", line \d+/;
/** What runtimes write behind an exception: the end of an inspected object, and Node its version. */
const epilogue = /^[}\]]+$|^Node\.js v/;

/** Lines that belong together: an exception with its frames, or other words. What a client logs without one is no words. */
function segmentsOf(lines: readonly string[]): string[][] {
  const segments: string[][] = [];
  let current: string[] = [];
  let frames = { node: false, python: false };
  const close = () => {
    if (current.some((line) => !epilogue.test(line))) segments.push(current);
    current = [];
    frames = { node: false, python: false };
  };
  for (const line of lines) {
    const log = line.startsWith('{') ? parseJson(line) : undefined;
    if (log !== undefined && isObject(log)) {
      close();
      const { stack, message } = log;
      if (typeof stack === 'string') segments.push(stack.split('\n'));
      else if (typeof message !== 'string') segments.push([line]);
      continue;
    }
    const isBlank = !/\S/.test(line);
    const isHeadline = /^\S/.test(line);
    if (isBlank || (isHeadline && frames.node)) close();
    if (!isBlank) current.push(line);
    frames.node ||= nodeFrame.test(line);
    frames.python ||= pythonFrame.test(line);
    // Python says what was raised behind the frames, not before them.
    if (isHeadline && frames.python) close();
  }
  close();
  return segments;
}

function thrownIn(segment: readonly string[], folder: string | null): Thrown | null {
  const frames = segment.findIndex((line) => nodeFrame.test(line));
  if (frames > 0 && segment.some((line) => /:\d+:\d+\)?/.test(line))) {
    const words = segment.slice(0, frames);
    const what = words.findLast((line) => /(Error|Exception)\b/.test(line)) ?? words.at(-1) ?? '';
    return { what: what.trim(), place: ownPlaces(segment, /^(.+?):(\d+):(\d+)/, folder).at(0) ?? null };
  }
  if (!segment.some((line) => pythonFrame.test(line))) return null;
  return {
    what: (segment.at(-1) ?? '').trim(),
    place: ownPlaces(segment, /^(.+?)", line (\d+)/, folder).at(-1) ?? null,
  };
}

/** The places that these lines name below the folder, but for what was installed or built there. */
function ownPlaces(lines: readonly string[], pattern: RegExp, folder: string | null): SourcePlace[] {
  if (folder === null) return [];
  return lines.flatMap((line) => {
    const at = line.indexOf(`${folder}/`);
    const [, file, row, column = '1'] = (at < 0 ? null : line.slice(at + folder.length + 1).match(pattern)) ?? [];
    if (file === undefined || /(^|\/)(\.|node_modules\/)/.test(file)) return [];
    return [{ file, line: Number(row), column: Number(column) }];
  });
}

/** `x` of `TypeError: x`. */
function messageOf(what: string): string {
  return what.slice(what.indexOf(': ') + 1).trim();
}
